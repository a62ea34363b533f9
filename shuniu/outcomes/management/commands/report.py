"""`shuniu report outcomes --centre CODE [--from D --to D] [--service-point NAME] [--json]`: the live figures of a centre."""

import json
from datetime import date

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.calendar import add_months, month_of
from shuniu.kernel.command_line import REFUSED, HouseCommand, a_centre, a_day
from shuniu.kernel.prepare import prepare
from shuniu.outcomes.forms import service_points
from shuniu.outcomes.queries import figures


class Command(HouseCommand):
    help = "Print the account of a centre: every indicator with its value and unit."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["outcomes"])
        parser.add_argument("--centre", required=True, help="12-digit code of the subdistrict")
        parser.add_argument(
            "--from", dest="first", type=a_day, help="first day; default: the month of the last day a year before"
        )
        parser.add_argument("--to", dest="last", type=a_day, help="the day the report speaks for; default today")
        parser.add_argument(
            "--service-point", help="name of one place of service, for the figures of volunteers' hours"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, what, centre, first, last, service_point=None, **options):
        prepare(self.stderr)
        now = timezone.now()
        last = last or timezone.localdate(now)
        first = first or add_months(month_of(last), -12)  # whole months, and a year of them on any day
        if first > last:
            raise CommandError(_("--from must not be after --to."), returncode=REFUSED)
        place = a_centre(centre)
        by = system_actor(place=place, via="command", at=now)
        point = a_service_point(service_point, by) if service_point else None
        counted = figures(first=first, last=last, actor=by, service_point=point)
        self.stdout.write(as_json(place, first, last, counted) if options["json"] else as_text(counted))


def a_service_point(name: str, by: Actor) -> int:
    found = {label: key for key, label in service_points(by)}
    if name not in found:
        told = {"name": name, "points": "、".join(found) or "–"}
        said = _("No service point is called %(name)s. There are: %(points)s") % told
        raise CommandError(said, returncode=REFUSED)
    return found[name]


def as_json(place: int, first: date, last: date, counted) -> str:
    return json.dumps(
        {
            "centre": f"{place:012d}",
            "from": first.isoformat(),
            "to": last.isoformat(),
            "indicators": {name: {"value": f.value, "unit": f.indicator.unit} for name, f in counted.items()},
        },
        ensure_ascii=False,
        indent=2,
    )


def as_text(counted) -> str:
    return "\n".join(
        f"{f.indicator.label!s:<60} {'–' if f.value is None else f'{f.value:.1%}' if f.is_share else f'{f.value:,}'}"
        for f in counted.values()
    )
