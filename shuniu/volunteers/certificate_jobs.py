"""What the clock asks about certificates: a public notice whose days have passed ends by itself."""

from __future__ import annotations

from datetime import time

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.jobs import scheduled
from shuniu.volunteers.actions.certificates import close_notice
from shuniu.volunteers.models import Certificate


@scheduled("volunteers.close_notices", _("End public notices of certificates"), daily=time(0, 20))
def close_notices(*, by: Actor) -> None:
    """Each is an action of its own: one that fails keeps no other back, and the next run finds it again."""
    over = Certificate.objects.visible_to(by).filter(state="noticed", notice_until__lt=by.today)
    over = over.exclude(objections__state="taken")  # somebody objected: it waits for a person
    for certificate in list(over):
        close_notice(certificate, by=system_actor(place=certificate.centre_id, via=by.via, at=by.at, name=by.name))
