from collections.abc import Sequence
from typing import Self

from django.db import models
from django.utils import timezone

from commons.media.models import Voice
from commons.people.models import Block, Lab, Member
from commons.people.names import localised

from ..codes import LENGTH, new_code
from ..kinds import UNITS, Kind, Trade, kind_of, trade_of
from ..streams import listing_stream
from .shops import Shop, check_texts


class ListingQuerySet(models.QuerySet["Listing"]):
    def public(self) -> Self:
        """Those on the market for everyone."""
        return self.filter(stall__isnull=False)

    def met_by(self, member: Member | None) -> Self:
        """Without those of women she doesn't meet."""
        hidden = Block.objects.hidden_from(member) if member else ()
        return self.exclude(shop__member__in=hidden) if hidden else self

    def reachable(self) -> Self:
        """Those that open to whoever has the address: also the ones that are for who has the link. By who their makers are now."""
        return self.filter(published_at__isnull=False, hidden_at=None, removed_at=None, shop__in=Shop.objects.open())

    def of(self, member: Member) -> Self:
        """All that she herself keeps, drafts too."""
        return self.filter(shop__member=member, removed_at=None)

    def for_cards(self) -> Self:
        """With what a card in a list shows."""
        return self.select_related("shop__member", "lab").prefetch_related("pictures__picture")

    def cards_of(self, pks: Sequence[int]) -> list["Listing"]:
        """Those, in this order, with what a card shows."""
        found = self.for_cards().in_bulk(pks)
        return [found[pk] for pk in pks if pk in found]


class Listing(models.Model):
    """A service a shop offers. Until it is published it is a draft, and carries what she has answered so far."""

    class Visibility(models.TextChoices):
        EVERYONE = "everyone"
        LINK = "link"  # who has its address; in no list, and no search engine keeps it

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="listings")
    code = models.CharField(max_length=LENGTH, unique=True, default=new_code)
    kind = models.CharField(max_length=20, blank=True)  # declared in kinds, not here: a new trade is no migration
    names = models.JSONField(default=dict, blank=True, validators=[check_texts])
    abouts = models.JSONField(default=dict, blank=True, validators=[check_texts])
    price_from = models.PositiveBigIntegerField(null=True, help_text="In tyiyn.")
    price_to = models.PositiveBigIntegerField(null=True, help_text="In tyiyn; where the price is a range.")
    unit = models.CharField(max_length=10, blank=True)
    details = models.JSONField(default=dict, blank=True)
    lead_days = models.PositiveSmallIntegerField(default=0, help_text="How long ahead it is asked for; follows from the details.")
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="listings")
    district = models.CharField(max_length=60, blank=True)
    voice = models.ForeignKey(Voice, null=True, on_delete=models.SET_NULL, related_name="+")
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.EVERYONE)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["shop", "removed_at"], name="listing_by_shop"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(published_at=None) | models.Q(price_from__gt=0) & ~models.Q(kind=""),
                name="listing_is_whole_when_published",
            ),
            models.CheckConstraint(
                condition=models.Q(price_to=None) | models.Q(price_to__gt=models.F("price_from")), name="listing_price_goes_up"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        return listing_stream(self.pk)

    @property
    def title(self) -> str:
        return localised(self.names)

    @property
    def about(self) -> str:
        return localised(self.abouts)

    @property
    def where(self) -> str:
        """Its district; what has none of its own is where its shop is."""
        return self.district or self.shop.district

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_out(self) -> bool:
        """Whether customers see it who have its address, by what was done with it and with its shop."""
        return not self.is_draft and self.hidden_at is None and self.shop.is_open

    @property
    def declared(self) -> Kind:
        return kind_of(self.kind)

    @property
    def trade(self) -> Trade:
        return trade_of(self.kind)

    @property
    def is_women_only(self) -> bool:
        """Whether only women may come: a rule said to everyone before she orders, not asked of anyone's papers."""
        return bool(self.details.get("who") == "women")

    @property
    def unit_label(self) -> object:
        return UNITS.get(self.unit, UNITS[self.declared.unit])
