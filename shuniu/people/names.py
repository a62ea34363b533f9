"""What the room's settings are called on the director's pages."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import named

named({"people.erasure.decision_days": _("Days to decide on a request for erasure")})
