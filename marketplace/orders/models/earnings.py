from django.db import models

from commons.people.models import Lab
from marketplace.catalog.models import Shop

from .payments import PaymentLine


class Earning(models.Model):
    """A payment that was received, as it counts for its maker and her lab: kept from facts, and made anew from them at any time."""

    line = models.OneToOneField(PaymentLine, on_delete=models.CASCADE, related_name="earning")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="earnings")
    lab = models.ForeignKey(Lab, on_delete=models.CASCADE, related_name="+")
    month = models.DateField(help_text="Its first day.")
    amount = models.BigIntegerField(help_text="In tyiyn; below zero where it was given back.")

    class Meta:
        indexes = [
            models.Index(fields=["shop", "month"], name="earning_of_shop"),
            models.Index(fields=["lab", "month"], name="earning_of_lab"),
        ]
