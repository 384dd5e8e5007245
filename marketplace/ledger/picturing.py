"""An agreement as a picture: a circle with a piece for each woman, an example in som, and the same in words to be listened to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import cos, pi, sin

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.people.models import Member
from commons.ui.money import TYIYN, som
from commons.ui.templatetags.ui import dye_of, initial

from .models import Agreement
from .splitting import MOST_PARTS, WHOLE, shares

Kind = Agreement.Kind
MIDDLE, RADIUS = 80, 56  # of a circle drawn in a square of 160
EXAMPLE = 100_000  # 1,000 som; ten times as much where a piece is dearer, and so on
COSTS = 20  # hundredths of it, or as near to that as leaves each a whole number of som


@dataclass(frozen=True)
class Slice:
    """Hers: so many parts `of` all, after those before her; `x` and `y` are where her initial stands."""

    member: Member
    part: int
    of: int
    before: int
    amount: int  # in the example, in tyiyn
    x: float
    y: float

    @property
    def says(self) -> str:
        return _("%(part)s of %(of)s") % {"part": self.part, "of": self.of}

    @property
    def dash(self) -> str:
        """How long her arc is, with a gap where others have theirs."""
        gap = self.of * 0.012 if self.part < self.of else 0
        return f"{self.part - gap:.3f} {self.of - self.part + gap:.3f}"

    @property
    def initial(self) -> str:
        return initial(self.member.name)

    @property
    def dye(self) -> int:
        """As her face's."""
        return dye_of(self.member.pk)

    @property
    def has_room(self) -> bool:
        return self.part * 14 >= self.of


@dataclass(frozen=True)
class Bar:
    """Of the example, a thousand wide: her part in the dye of her face, or the costs."""

    dye: int | str
    x: int
    width: int


@dataclass(frozen=True)
class Picture:
    """`sold` and `costs` are of the example, in tyiyn; `maker` is who made it there."""

    kind: str
    a_piece: int
    holder: Member
    slices: Sequence[Slice]
    sold: int
    costs: int

    @property
    def of(self) -> int:
        return self.slices[0].of

    @property
    def is_equal(self) -> bool:
        return len({one.part for one in self.slices}) == 1

    @property
    def maker(self) -> Member:
        return self.slices[0].member

    @property
    def said(self) -> str:
        """All of it in words."""
        names = [one.member.name for one in self.slices]
        if self.is_equal:
            parted = _("It is shared in equal parts: %(names)s.") % {"names": get_text_list(names, _("and"))}
        else:
            each = [_("%(name)s %(says)s") % {"name": one.member.name, "says": one.says} for one in self.slices]
            parted = _("It is shared in parts: %(parts)s.") % {"parts": ", ".join(each)}
        piece = _("Then who made it has %(amount)s for each piece.") % {"amount": som(self.a_piece)} if self.a_piece else ""
        held = _("%(name)s holds the money.") % {"name": self.holder.name}
        return " ".join(filter(None, [_("Costs come first."), piece, parted, held]))

    @property
    def bars(self) -> list[Bar]:
        parts: list[tuple[int | str, int]] = [("costs", self.costs), *((one.dye, one.amount) for one in self.slices)]
        thousandths = [(dye, amount * 1000 // self.sold) for dye, amount in parts]
        before = accumulate((width for _dye, width in thousandths), initial=0)
        return [Bar(dye, x, width) for (dye, width), x in zip(thousandths, before, strict=False)]

    @property
    def parts_in_words(self) -> str:
        return ngettext("part", "parts", self.of)


def picture_of(agreement: Agreement) -> Picture:
    """Of one read `whole()`."""
    women = [part.member for part in agreement.parts.all()]
    return draw(agreement.kind, agreement.a_piece, agreement.holder, women, agreement.weights)


def draw(kind: str, a_piece: int, holder: Member, women: Sequence[Member], weights: Mapping[int, int]) -> Picture:
    """The picture of what is agreed, or would be; `weights` are hers by id."""
    if sum(weights.values()) == WHOLE > MOST_PARTS:  # none so plain: as it is in a hundred
        weights = {pk: round(weight / 100) for pk, weight in weights.items()}
    sold = EXAMPLE
    while sold < 2 * a_piece:
        sold *= 10
    costs = _costs_of(sold, a_piece, sum(weights.values()))
    amounts = shares(sold, costs, {women[0].pk: a_piece} if a_piece else {}, weights)
    slices: list[Slice] = []
    of, before = sum(weights.values()), 0
    for woman in women:
        part = weights[woman.pk]
        turn = 2 * pi * (before + part / 2) / of - pi / 2
        x, y = (round(MIDDLE + RADIUS * along, 1) for along in (cos(turn), sin(turn)))
        slices.append(Slice(woman, part, of, before, amounts.get(woman.pk, 0), x, y))
        before += part
    return Picture(kind, a_piece, holder, slices, sold, costs)


def _costs_of(sold: int, a_piece: int, of: int) -> int:
    """Of the example: she who adds up what is shown has what was sold."""
    hundredths = sorted(range(10, 41), key=lambda hundredth: abs(hundredth - COSTS))
    plain = (sold * hundredth // 100 for hundredth in hundredths if (sold * (100 - hundredth) // 100 - a_piece) % (of * TYIYN) == 0)
    return next(plain, sold * COSTS // 100)
