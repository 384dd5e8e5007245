from django.db import models
from django.utils import timezone

from marketplace.catalog.models import Shop


class BusinessCode(models.Model):
    """A shop's own business QR, as its bank gave it, its checksum verified. `declared_at` where she said herself that it is one."""

    shop = models.OneToOneField(Shop, on_delete=models.CASCADE, related_name="business_code")
    link = models.CharField(max_length=1_000)
    name = models.CharField(max_length=60, blank=True)
    declared_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(default=timezone.now)
