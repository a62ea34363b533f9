from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Place(models.Model):
    """A place of the tree: GB/T 2260 and the statistics bureau's 12-digit codes; the code is the key and the path."""

    id = models.BigIntegerField(_("code"), primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    level = models.CharField(
        _("level"),
        max_length=10,
        choices=[
            ("nation", _("nation")),  # the root, code 0: what holds where no place says otherwise
            ("province", _("province")),
            ("city", _("city")),
            ("county", _("district")),
            ("township", _("subdistrict or town")),
            ("committee", _("residents' committee")),
        ],
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    has_centre = models.BooleanField(_("has a centre here"), default=False)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name

    @property
    def code(self) -> str:
        return f"{self.id:012d}"
