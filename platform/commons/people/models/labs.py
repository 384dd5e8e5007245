from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.people.names import check_languages, check_names, localised


class Lab(models.Model):
    """A Women Creative Lab. A new one is a row."""

    slug = models.SlugField(unique=True)
    names = models.JSONField(validators=[check_names], help_text=_("By language code: ky, ru, uz-cyrl, en."))
    regions = models.JSONField(validators=[check_names], help_text=_("By language code: ky, ru, uz-cyrl, en."))
    organisation = models.CharField(max_length=120, blank=True)
    languages = models.JSONField(default=list, validators=[check_languages])

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return localised(self.names)

    @property
    def region(self) -> str:
        return localised(self.regions)


class Craft(models.Model):
    """What women do: sewing, cooking, guiding, digital work."""

    slug = models.SlugField(unique=True)
    names = models.JSONField(validators=[check_names], help_text=_("By language code: ky, ru, uz-cyrl, en."))

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return localised(self.names)
