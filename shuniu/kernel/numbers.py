"""Numbers given out in order, per centre, series and year: never twice, gaps only where a transaction failed."""

from django.db.models import F, QuerySet

from shuniu.kernel.actions import running_action
from shuniu.kernel.models import NumberSeries
from shuniu.kernel.prepared import prepared


def next_number(series: str, *, centre_id: int, year: int) -> int:
    """The next number of the series. Only from inside an action; the row lock orders parallel callers."""
    running_action()
    key = {"centre_id": centre_id, "series": series, "year": year}
    if not NumberSeries.objects.filter(**key).update(last=F("last") + 1):  # the first of its series
        NumberSeries.objects.get_or_create(**key)
        NumberSeries.objects.filter(**key).update(last=F("last") + 1)
    return _last(centre_id, series, year)[0]


@prepared
def _last(centre_id: int, series: str, year: int) -> QuerySet:
    return NumberSeries.objects.filter(centre_id=centre_id, series=series, year=year).values_list("last", flat=True)


def next_numbers(series: str, count: int, *, centre_id: int, year: int) -> range:
    """A run of `count` numbers at once."""
    running_action()
    key = {"centre_id": centre_id, "series": series, "year": year}
    NumberSeries.objects.get_or_create(**key)
    NumberSeries.objects.filter(**key).update(last=F("last") + count)
    last = NumberSeries.objects.values_list("last", flat=True).get(**key)
    return range(last - count + 1, last + 1)
