"""What a form may carry."""

import pytest

from shuniu.kernel.forms import row_key


@pytest.mark.parametrize(
    ("text", "key"), [("17", 17), ("", None), (None, None), ("²", None), ("１７", None), ("-1", None), ("9" * 19, None)]
)
def test_a_key_is_a_number_that_fits_its_column(text, key):
    assert row_key(text) == key
