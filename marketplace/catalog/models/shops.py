from datetime import time
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.media.models import Picture, Voice
from commons.people.models import Block, Lab, Member
from commons.people.names import check_names, localised

from ..codes import LENGTH, new_code
from ..kinds import TRADES
from ..streams import shop_stream


def check_texts(given: object) -> None:
    """Raises ValidationError for anything but texts by language code; there may be none."""
    if given != {}:
        check_names(given)


def check_capacities(given: object) -> None:
    """Raises ValidationError for anything but whole numbers by trade."""
    if not isinstance(given, dict) or not all(name in TRADES and type(n) is int and n >= 0 for name, n in given.items()):
        raise ValidationError("Give whole numbers by trade.")


def first_capacities() -> dict[str, int]:
    """How much a new shop takes of each trade that is counted."""
    return {trade.name: trade.capacity for trade in TRADES.values() if trade.capacity}


class ShopQuerySet(models.QuerySet["Shop"]):
    def open(self) -> Self:
        """Those that customers may see: opened, and their makers are here."""
        maker = {"member__is_active": True, "member__suspended_at": None, "member__is_under_18": False}
        return self.filter(opened_at__isnull=False, closed_at=None, member__standing__in=("vouched", "trusted"), **maker)

    def own_of(self, member: Member) -> Self:
        """Her own, if she has one; never a venture's, for which she only answers."""
        return self.filter(member=member, venture="")

    def answered_by(self, member: Member) -> Self:
        """All whose customers she answers: her own first, then those of ventures."""
        return self.filter(member=member).order_by("venture", "pk")

    def kept_by(self, member: Member, shop_id: int | None) -> Self:
        """Her own, or this one for which she answers."""
        return self.own_of(member) if shop_id is None else self.filter(member=member, pk=shop_id)

    def met_by(self, member: Member | None) -> Self:
        """Without those of women she doesn't meet."""
        hidden = Block.objects.hidden_from(member) if member else ()
        return self.exclude(member__in=hidden) if hidden else self


class Shop(models.Model):
    """Where one woman sells, or a venture, for which one of it answers. It shows of her what she chose, and doesn't lead to her page; until
    something is sold it isn't open.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="shops", help_text="Who answers its customers.")
    venture = models.CharField(max_length=100, blank=True, default="", help_text="The stream of the venture whose it is; empty: her own.")
    code = models.CharField(max_length=LENGTH, unique=True, default=new_code)
    names = models.JSONField(default=dict, blank=True, validators=[check_texts])
    abouts = models.JSONField(default=dict, blank=True, validators=[check_texts])
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="shops")
    district = models.CharField(max_length=60, blank=True)
    speaks = models.CharField(max_length=40, blank=True)  # codes with spaces between: both databases find one in a text
    shows_name = models.BooleanField(default=False)
    shows_face = models.BooleanField(default=False)
    shows_voice = models.BooleanField(default=False)
    face = models.ForeignKey(Picture, null=True, on_delete=models.SET_NULL, related_name="+")
    voice = models.ForeignKey(Voice, null=True, on_delete=models.SET_NULL, related_name="+")
    phone = models.CharField(max_length=20, blank=True)  # for wa.me: shown to those alone with whom she has agreed on an order
    workdays = models.CharField(max_length=7, default="123456")  # Monday is 1
    works_from = models.TimeField(default=time(9))
    works_until = models.TimeField(default=time(18))
    capacities = models.JSONField(default=first_capacities, validators=[check_capacities])  # by trade: pieces a week, heads a day
    made_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = ShopQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(works_from__lt=models.F("works_until")), name="shop_opens_first"),
            models.UniqueConstraint(fields=["member"], condition=models.Q(venture=""), name="shop_of_her_own_is_one"),
            models.UniqueConstraint(fields=["venture"], condition=~models.Q(venture=""), name="shop_of_a_venture_is_one"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        return shop_stream(self.pk)

    @property
    def title(self) -> str:
        """Its name; without one, hers if she shows it; else only where it is."""
        return localised(self.names) or self.maker or _("A maker of %(lab)s") % {"lab": self.lab}

    @property
    def about(self) -> str:
        return localised(self.abouts)

    @property
    def maker(self) -> str:
        """Her name, if she shows it."""
        return self.member.name if self.shows_name else ""

    @property
    def seller(self) -> str:
        """Who sells, as its services say it: a venture by its name, a woman by hers, if she shows it."""
        return self.title if self.venture else self.maker

    @property
    def which(self) -> str:
        """What the addresses of its keeper's pages end in, so that they are about this one: nothing where it is her own."""
        return f"?shop={self.pk}" if self.venture else ""

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def languages(self) -> list[str]:
        """The names of the languages spoken here, each in itself."""
        codes = self.speaks.split()
        return [name for code, name in settings.LANGUAGES if code in codes]

    def takes(self, trade: str) -> int:
        """How much of this trade there is to take, a day or a week."""
        return self.capacities.get(trade, TRADES[trade].capacity)
