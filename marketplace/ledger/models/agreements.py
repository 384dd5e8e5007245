from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.people.models import Member
from marketplace.boards.models import Venture
from marketplace.orders.models import Order

from ..splitting import WHOLE, weights_of
from ..streams import ledger_stream


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def whole(self) -> Self:
        """With all that its page shows."""
        return self.select_related("holder", "made_by").prefetch_related("parts__member", "consents")

    def in_force(self, by: datetime | None = None) -> Self:
        """Those all had agreed to by then, the last first."""
        return self.filter(in_force_at__lte=by or timezone.now()).order_by("-in_force_at", "-number")


class Agreement(models.Model):
    """How the women of a venture share, one version of it: a record among them, not a court paper. In force once each has agreed.

    What it says never changes. Who comes or goes makes another necessary; what was placed under this one stays with it.
    """

    class Kind(models.TextChoices):
        EQUAL = "equal", _("Equal parts")
        PIECES = "piece_then_rest", _("So much a piece, then the rest by parts")
        OWN = "own", _("Our own parts")

    key = models.UUIDField(unique=True, help_text="Made by the browser that offered it: twice is once.")
    venture = models.ForeignKey(Venture, on_delete=models.PROTECT, related_name="agreements")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.EQUAL)
    a_piece = models.PositiveBigIntegerField(default=0, help_text="In tyiyn: for each piece, to who made it.")
    holder = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", help_text="Who holds the money.")
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    in_force_at = models.DateTimeField(null=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["venture", "number"], name="agreement_has_its_number"),
            models.CheckConstraint(
                condition=Q(kind="piece_then_rest", a_piece__gt=0) | Q(kind__in=("equal", "own"), a_piece=0),
                name="agreement_pays_pieces_or_not",
            ),
        ]
        indexes = [models.Index(fields=["venture", "in_force_at"], name="agreement_in_force")]

    def __str__(self) -> str:
        return f"{self.venture_id} · {self.number}"

    @property
    def stream(self) -> str:
        return ledger_stream(self.venture_id)

    @property
    def members(self) -> set[int]:
        """Those who share by it."""
        return {part.member_id for part in self.parts.all()}

    @property
    def agreed(self) -> set[int]:
        """Those who have said "I agree"."""
        return {consent.member_id for consent in self.consents.all()}

    @property
    def is_in_force(self) -> bool:
        return self.in_force_at is not None

    @property
    def weights(self) -> dict[int, int]:
        """By what it divides what is left after pieces."""
        return weights_of({part.member_id: part.basis_points for part in self.parts.all()})


class Part(models.Model):
    """Hers of the whole."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parts")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    basis_points = models.PositiveIntegerField(help_text="All parts together are 10,000. Never shown as such.")

    class Meta:
        ordering = ["member_id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "member"], name="part_is_one_a_member"),
            models.CheckConstraint(condition=Q(basis_points__lte=WHOLE), name="part_is_of_the_whole"),
        ]


class Consent(models.Model):
    """ "I agree", said once."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="consents")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "member"], name="consent_is_given_once")]


class OrderSplit(models.Model):
    """By which agreement an order's money is divided: frozen when it was placed, or when the next one came into force.

    Who made it, for what is paid by the piece, is frozen when it is completed.
    """

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="money_split")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="orders")
    makers = models.JSONField(null=True, help_text="Ids of members.")
    at = models.DateTimeField(default=timezone.now)
