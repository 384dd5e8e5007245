from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.people.models import Member

from .ventures import Venture


class PartnerQuerySet(models.QuerySet["Partner"]):
    def standing(self) -> Self:
        """Those who are in it just now."""
        return self.filter(left_at=None)

    def working(self) -> Self:
        """Of those, all but the guests: who agrees, works and shares."""
        return self.standing().exclude(role=Partner.Role.GUEST)

    def stewards(self) -> Self:
        return self.standing().filter(role=Partner.Role.STEWARD)

    def here(self) -> Self:
        """Those who may be here just now."""
        return self.filter(member__is_active=True, member__suspended_at=None)


class Partner(models.Model):
    """She is in it: she keeps it together, works and shares in it, or looks on. Who left keeps her row; who comes back has a new one."""

    class Role(models.TextChoices):
        STEWARD = "steward", _("Steward")
        PARTNER = "partner", _("Partner")
        GUEST = "guest", _("Guest")

    venture = models.ForeignKey(Venture, on_delete=models.CASCADE, related_name="partners")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="partnerships")
    role = models.CharField(max_length=8, choices=Role)
    joined_at = models.DateTimeField(default=timezone.now)
    works_since = models.DateTimeField(default=timezone.now, help_text="Since when she works and shares in it; of a guest it says nothing.")
    left_at = models.DateTimeField(null=True)
    shown_out_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["venture", "member"], condition=Q(left_at=None), name="partner_stands_once"),
            models.CheckConstraint(condition=Q(role__in=("steward", "partner", "guest")), name="partner_has_a_role"),
        ]
        indexes = [models.Index(fields=["member", "left_at"], name="partner_by_member")]

    @property
    def is_steward(self) -> bool:
        return self.role == self.Role.STEWARD

    @property
    def is_guest(self) -> bool:
        return self.role == self.Role.GUEST

    def become(self, role: str) -> None:
        """This from now on; a guest no more, she works in it from now on and not since she looked on."""
        if self.is_guest:
            self.works_since = timezone.now()
        self.role = role
        self.save(update_fields=["role", "works_since"])


class OfferQuerySet(models.QuerySet["Offer"]):
    def waiting(self) -> Self:
        """What a steward is to answer."""
        return self.filter(state=Offer.State.MADE)

    def open(self) -> Self:
        """The same, and the invitations that wait for her whom they are for."""
        return self.filter(state__in=Offer.OPEN)

    def brought(self) -> Self:
        """What those who are in it bring."""
        stands = Partner.objects.standing().filter(venture=models.OuterRef("venture"), member=models.OuterRef("member"))
        return self.filter(models.Exists(stands), state=Offer.State.ACCEPTED).exclude(kind="")


class Offer(models.Model):
    """ "I bring …": how a woman comes in. She offers and a steward accepts; or a steward invites, and she says what she brings, if any.

    Who is in it already brings more by the same words, and nobody needs to accept it.
    """

    class Kind(models.TextChoices):
        TALENT = "talent", _("My hands and what I know")
        TOOL = "tool", _("A tool or a machine")
        PLACE = "place", _("A place")
        HOURS = "hours", _("My time")
        CASH = "cash", _("Money to begin with")

    class State(models.TextChoices):
        MADE = "made"
        INVITED = "invited"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    OPEN = (State.MADE, State.INVITED)

    venture = models.ForeignKey(Venture, on_delete=models.CASCADE, related_name="offers")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=Partner.Role, default=Partner.Role.PARTNER, help_text="As what she would come.")
    kind = models.CharField(max_length=6, choices=Kind, blank=True, help_text="Empty until she says it, where she was invited.")
    words = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.MADE)
    made_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["venture", "state"], name="offer_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["venture", "member", "kind"], condition=Q(state__in=("made", "invited")), name="offer_waits_once"
            ),
            models.CheckConstraint(condition=~Q(kind="") | ~Q(state="made"), name="offer_is_of_something"),
            models.CheckConstraint(
                condition=Q(state__in=("made", "invited"), answered_at=None)
                | Q(state__in=("accepted", "declined", "withdrawn"), answered_at__isnull=False),
                name="offer_waits_or_is_answered",
            ),
        ]
