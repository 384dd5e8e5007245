from django.db import models
from django.utils.translation import gettext as _

from commons.media.models import Picture
from commons.people.names import localised

from .listings import Listing
from .shops import Shop, check_texts


class PlacedPicture(models.Model):
    """A picture that has its place among others."""

    picture = models.OneToOneField(Picture, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["place", "pk"]


class ListingPicture(PlacedPicture):
    """A picture of a service, the first of which lists show."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="pictures")


class ShopPicture(PlacedPicture):
    """A picture on the page of a shop: of where and how she works, or of what she has made."""

    class Shows(models.TextChoices):
        PHOTOS = "photos"
        WORKS = "works"

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="pictures")
    shows = models.CharField(max_length=6, choices=Shows)
    lines = models.JSONField(default=dict, blank=True, validators=[check_texts], help_text="What it is, by language.")

    class Meta(PlacedPicture.Meta):
        constraints = [models.CheckConstraint(condition=models.Q(shows__in=("photos", "works")), name="shop_picture_shows_one_of_two")]

    @property
    def line(self) -> str:
        return localised(self.lines)

    @property
    def alt(self) -> str:
        """For those who don't see it: what she says it is, else whose it is."""
        said = _("Photo: %(shop)s") if self.shows == self.Shows.PHOTOS else _("Made here: %(shop)s")
        return self.line or said % {"shop": self.shop.title}
