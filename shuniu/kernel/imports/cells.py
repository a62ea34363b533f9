"""One cell of an office's table -> one clean value.

Each function takes whatever a reader yields (str, float, int, bool, date, datetime, time, timedelta, None), gives None
for a blank cell ('' for text), and raises nothing but CellRefused.
"""

from .dates import Dated, birth, day
from .figures import age, identity_text, sex, whole_number
from .phones import Phone, phone
from .wording import CellRefused, person_name, says_none, text, written

__all__ = [
    "CellRefused",
    "Dated",
    "Phone",
    "age",
    "birth",
    "day",
    "identity_text",
    "person_name",
    "phone",
    "says_none",
    "sex",
    "text",
    "whole_number",
    "written",
]
