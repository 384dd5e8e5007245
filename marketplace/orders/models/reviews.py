from django.db import models
from django.db.models import Q
from django.utils import timezone

from commons.media.models import Voice

from .orders import Order

STARS = range(1, 6)


def _stars(name: str) -> Q:
    return Q(**{f"{name}__gte": STARS.start, f"{name}__lt": STARS.stop})


class Review(models.Model):
    """What a customer says of an order that is over: stars by question, and a line if she likes. The maker may answer once."""

    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="review")
    on_time = models.PositiveSmallIntegerField()
    as_agreed = models.PositiveSmallIntegerField()
    again = models.PositiveSmallIntegerField(help_text="Would come again.")
    words = models.TextField(blank=True)
    voice = models.ForeignKey(Voice, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_stars("on_time") & _stars("as_agreed") & _stars("again"), name="review_has_one_to_five_stars"
            ),
        ]
