"""In whose name something was booked, wished or offered; the role alone once that person was erased (ADR 0090)."""

from django.utils.translation import gettext

from shuniu.kernel.models.user import FORGOTTEN_NAME


def of_leader(name: str) -> str:
    return gettext("the group's leader at that time") if name == FORGOTTEN_NAME else name


def of_contact(name: str) -> str:
    return gettext("the organization's contact at that time") if name == FORGOTTEN_NAME else name
