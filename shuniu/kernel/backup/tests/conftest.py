import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english():
    """What is refused is matched in the words of the source."""
    with translation.override("en"):
        yield
