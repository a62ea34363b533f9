"""The one door of this room for the rooms above."""

from shuniu.people.actions.erasure import ACCOUNTS, FORGOTTEN, HOLDINGS, TIES, Holding, Namesake
from shuniu.people.actions.records import (
    BY_HAND,
    CORRECTED,
    Particulars,
    correct_person,
    look_at,
    note_account,
    record_people,
    record_person,
)
from shuniu.people.identity import IdentityRefused, check_identity
from shuniu.people.lists import birth_as_known
from shuniu.people.models import Erasure, Person, PersonGram, Precision, Sex
from shuniu.people.permissions import ERASE, recording
from shuniu.people.queries import found_by, on_record
from shuniu.people.telling import as_read
from shuniu.people.typed import OfPersonForm, birth_typed
from shuniu.people.waiting import people_waiting_for

__all__ = [
    "ACCOUNTS",
    "BY_HAND",
    "CORRECTED",
    "ERASE",
    "FORGOTTEN",
    "HOLDINGS",
    "TIES",
    "Erasure",
    "Holding",
    "IdentityRefused",
    "Namesake",
    "OfPersonForm",
    "Particulars",
    "Person",
    "PersonGram",
    "Precision",
    "Sex",
    "as_read",
    "birth_as_known",
    "birth_typed",
    "check_identity",
    "correct_person",
    "found_by",
    "look_at",
    "note_account",
    "on_record",
    "people_waiting_for",
    "record_people",
    "record_person",
    "recording",
]
