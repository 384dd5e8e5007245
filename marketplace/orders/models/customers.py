from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils import timezone

from commons.people.models import Guest, Member
from marketplace.catalog.models import Shop


class MeasurementCard(models.Model):
    """A customer's own measures, in whole centimetres, for whoever sews for her just now."""

    member = models.OneToOneField(Member, null=True, on_delete=models.CASCADE, related_name="measurement_card")
    guest = models.OneToOneField(Guest, null=True, on_delete=models.CASCADE, related_name="measurement_card")
    measures = models.JSONField(default=dict)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member=None, guest__isnull=False) | Q(member__isnull=False, guest=None), name="card_is_of_one_customer"
            ),
        ]


class GuestBlockQuerySet(models.QuerySet["GuestBlock"]):
    def meet(self, shop: int, guests: Iterable[Guest] = (), phones: Iterable[str] = ()) -> bool:
        """Whether this shop wants to hear no more of one of these guests, or of who has one of these phones."""
        phones = {phone for phone in (*phones, *(guest.phone for guest in guests)) if phone}
        return self.filter(Q(guest__in=list(guests)) | Q(phone__in=phones), shop=shop).exists()


class GuestBlock(models.Model):
    """A maker wants to hear no more of this guest, under this phone either."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="guest_blocks")
    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="blocks_met")
    phone = models.CharField(max_length=20, blank=True, db_index=True)
    at = models.DateTimeField(default=timezone.now)

    objects = GuestBlockQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "guest"], name="guest_is_blocked_once")]
