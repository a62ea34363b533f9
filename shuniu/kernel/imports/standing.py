"""Whether a centre's register stands as it stood when a file was judged against it."""

from django.db.models import Count, Max

from shuniu.kernel.models import TrailEntry


def stamp(centre_id: int) -> tuple[int, int]:
    """Another value whenever something happened in the centre: whatever happens leaves a line in the trail."""
    found = TrailEntry.objects.filter(centre_id=centre_id).aggregate(count=Count("id"), last=Max("id"))
    return found["count"], found["last"] or 0


class Moved(RuntimeError):
    """Something happened between judging and writing; judge again."""
