"""In whose name something was signed for a group."""

from django.utils.translation import gettext

from shuniu.kernel.models.user import FORGOTTEN_NAME


def signature(name: str) -> str:
    """The name under a return or an application; the role alone once the leader who signed was erased (ADR 0086)."""
    return gettext("the group's leader at that time") if name == FORGOTTEN_NAME else name
