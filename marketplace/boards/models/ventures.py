from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from commons.people.may import is_here
from commons.people.models import Block, Lab, Member
from commons.people.names import check_names, localised
from marketplace.catalog.models.shops import check_texts

from ..streams import venture_stream

LONGEST_CODE = 10


class VentureQuerySet(models.QuerySet["Venture"]):
    def under_way(self) -> Self:
        """Those that aren't closed."""
        return self.exclude(state=Venture.State.CLOSED)

    def of(self, member: Member) -> Self:
        """Those she is in just now, as whatever."""
        return self.filter(pk__in=_standing().filter(member=member).values("venture"))

    def visible_to(self, member: Member) -> Self:
        """Whose page she may open: hers, also what is closed; and who is vouched for, of those under way or that she once was in all
        but where she doesn't meet a woman who is in it.
        """
        if not is_here(member):
            return self.none()
        hers = Q(pk__in=_standing().filter(member=member).values("venture"))
        if not member.is_vouched:
            return self.filter(hers)
        unmet = _standing().filter(member__in=Block.objects.hidden_from(member)).values("venture")
        once_hers = Q(pk__in=Venture.objects.filter(partners__member=member).values("pk"))
        return self.filter(hers | (~Q(state=Venture.State.CLOSED) | once_hers) & ~Q(pk__in=unmet))


def _standing() -> models.QuerySet:
    from .partners import Partner

    return Partner.objects.standing()


class Venture(models.Model):
    """A business that women of several labs build together: an idea first, running once they have agreed, closed one day."""

    class State(models.TextChoices):
        IDEA = "idea"
        RUNNING = "running"
        CLOSED = "closed"

    key = models.UUIDField(unique=True, help_text="Made by the browser that founded it: twice is once.")
    titles = models.JSONField(validators=[check_names])
    abouts = models.JSONField(default=dict, blank=True, validators=[check_texts])
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="ventures", help_text="Where it began.")
    template = models.CharField(max_length=20, blank=True)  # declared in templates, not here: a new one is no migration
    state = models.CharField(max_length=8, choices=State, default=State.IDEA)
    public_code = models.CharField(max_length=LONGEST_CODE, null=True, unique=True, help_text="Of its public page, where it has one.")
    version = models.PositiveIntegerField(default=1)
    founded_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    founded_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    objects = VentureQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "-id"], name="venture_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | Q(state__in=("idea", "running"), closed_at=None),
                name="venture_is_closed_or_under_way",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        return venture_stream(self.pk)

    @property
    def title(self) -> str:
        return localised(self.titles)

    @property
    def about(self) -> str:
        return localised(self.abouts)

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED
