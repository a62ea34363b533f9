"""Everything that happens at the door: `from shuniu.kernel.signin.actions import seat_leader`."""

from .accounts import close_account, forget_account, open_account, reopen_account, reset_password
from .appointments import appoint, end_appointment, remove_second_factor
from .cards import Issued, Seat, end_seats, issue_card, replace_card, revoke_card, seat_leader, unseat_leader
from .entering import change_password, sign_in, sign_out, sign_out_everywhere

__all__ = [
    "Issued",
    "Seat",
    "appoint",
    "change_password",
    "close_account",
    "end_appointment",
    "end_seats",
    "forget_account",
    "issue_card",
    "open_account",
    "remove_second_factor",
    "reopen_account",
    "replace_card",
    "reset_password",
    "revoke_card",
    "seat_leader",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "unseat_leader",
]
