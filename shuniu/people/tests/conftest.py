import pytest

from shuniu.people.public import Particulars, record_person
from tests.cast import CENTRE


@pytest.fixture
def person_of(db, act):
    """`person_of("王福生", phone="13812345678")`: a person on record."""

    def make(name: str, *, centre_id: int = CENTRE, **particulars):
        return record_person(
            Particulars(name=name, **particulars), centre_id=centre_id, by=act("worker", place=centre_id)
        )

    return make
