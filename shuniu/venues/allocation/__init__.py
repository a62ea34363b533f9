"""The seasonal allocation as pure functions: frozen inputs in, decisions out. No database, no clock, no chance but the seed.

The procedure, to be read aloud:

1. Whoever has the smallest share of the times asked for this season has the turn. Among equals, whoever got the smaller
   share in the last seasons; among those still equal, whoever comes first in the order drawn from the published seed.
2. Who has the turn takes the first of its wishes that can be had: its places in its order, its days and times in its order.
3. If none is free, but one would be if those who hold it moved to another of their own wished times, they move, as few as
   possible; so does the group itself with a time it has on that day. Nobody loses a time by moving.
4. Who can have nothing more is through. When all are, whoever can have what a move has left free is asked again.

Hard limits: one group a place at a time (a hall and its halves are one another's), enough room, the equipment asked for,
opening and quiet hours, one time a day for a group, no time at which the place is kept already or cannot be used on more
dates of the season than the round allows.
"""

from .grid import Grid, Keeping
from .inputs import BEFORE_KEPT, BEFORE_SHUT, Applicant, Inputs, Kept, Shut, Space, Span, Wish, frozen, thawed
from .outcome import Decision, Outcome, Placement, Result, digest_of
from .procedure import RULE, VERSION, allocate

__all__ = [
    "BEFORE_KEPT",
    "BEFORE_SHUT",
    "RULE",
    "VERSION",
    "Applicant",
    "Decision",
    "Grid",
    "Inputs",
    "Keeping",
    "Kept",
    "Outcome",
    "Placement",
    "Result",
    "Shut",
    "Space",
    "Span",
    "Wish",
    "allocate",
    "digest_of",
    "frozen",
    "thawed",
]
