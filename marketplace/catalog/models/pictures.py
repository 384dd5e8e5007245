from django.db import models

from commons.media.models import Picture

from .listings import Listing


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

    class Meta(PlacedPicture.Meta):
        pass
