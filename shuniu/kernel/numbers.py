"""Numbers given out in order, per centre, series and year: never twice, gaps only where a transaction failed."""

from django.db import connection

from shuniu.kernel.actions import running_action

# One statement on both engines: whether the series has begun is not asked first.
TAKE = """
INSERT INTO kernel_numberseries (centre_id, series, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (centre_id, series, year) DO UPDATE SET last = kernel_numberseries.last + excluded.last RETURNING last
"""


def next_number(series: str, *, centre_id: int, year: int) -> int:
    """The next number of the series. Only from inside an action; the row lock orders parallel callers."""
    return next_numbers(series, 1, centre_id=centre_id, year=year)[0]


def next_numbers(series: str, count: int, *, centre_id: int, year: int) -> range:
    """A run of `count` numbers at once."""
    running_action()
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [centre_id, series, year, count])
        (last,) = cursor.fetchone()
    return range(last - count + 1, last + 1)
