from django.db import models
from django.utils import timezone

from commons.media.models import Picture

from .orders import Order
from .payments import PaymentLine


class OrderPicture(models.Model):
    """A picture of an order: what is wished for, how it comes along, what was handed over; or the proof of a payment, for a while."""

    class Shows(models.TextChoices):
        WISH = "wish"
        PROGRESS = "progress"
        HANDED_OVER = "handed_over"
        PROOF = "proof"

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="pictures")
    picture = models.OneToOneField(Picture, on_delete=models.CASCADE, related_name="+")
    shows = models.CharField(max_length=12, choices=Shows)
    payment = models.ForeignKey(PaymentLine, null=True, on_delete=models.CASCADE, related_name="proofs")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
