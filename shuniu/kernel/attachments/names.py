"""What the settings of attachments are called."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.attachments.types import MOST_MEGABYTES
from shuniu.kernel.dated import named

named({MOST_MEGABYTES: _("Largest paper that may be handed in (MB)")})
