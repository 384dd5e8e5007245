"""A venture's money as it is drawn: where it is and whose it is, two bars of one length; and a year of months."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commons.people.models import Member
from commons.ui.templatetags.ui import dye_of, initial

from .reading import Book, Year, YearsMonth

WIDTH, LEAST, GAP = 320, 3, 2
HIGHEST, STEP, BROAD, NUMBERS, ROOM = 84, 27, 19, 16, 4  # the highest bar, from month to month, how broad each is; below them, around


@dataclass(frozen=True)
class Piece:
    """Of a bar. `member` is None for what isn't divided yet."""

    x: int
    width: int
    member: Member | None
    amount: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def dye(self) -> int | str:
        """As her face's."""
        return dye_of(self.member.pk) if self.member else "nobodys"

    @property
    def initial(self) -> str:
        """Where there is room for it."""
        return initial(self.member.name) if self.member and self.width >= 20 else ""


def held_drawn(book: Book, member: Member) -> list[Piece]:
    """In whose hands it is: hers first."""
    return _bar([(one.member, one.holds) for one in book.balances], member, _whole(book))


def owned_drawn(book: Book, member: Member) -> list[Piece]:
    """Whose it is: hers first, last what is nobody's yet."""
    return _bar([*((one.member, one.hers) for one in book.balances), (None, book.undivided)], member, _whole(book))


@dataclass(frozen=True)
class Month:
    """Sold stands up, spent hangs down, from one line at 0; `mark` is where what was left of both stands."""

    of: YearsMonth
    x: int
    up: int
    down: int
    mark: int
    width: int = BROAD

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def to(self) -> int:
        return self.x + self.width


@dataclass(frozen=True)
class Drawn:
    """Twelve months to one scale, and how far up and down they reach; no months where nothing was sold or spent."""

    months: list[Month]
    up: int = 0
    down: int = 0

    @property
    def box(self) -> str:
        """From a little above the highest to below the numbers of the months."""
        return f"0 {-self.up - ROOM} {WIDTH} {self.up + self.down + NUMBERS + 2 * ROOM}"

    @property
    def numbers(self) -> int:
        return self.down + NUMBERS


def year_drawn(year: Year) -> Drawn:
    """What was sold stands up, what was spent hangs down."""
    most = max(max(one.sold, one.spent) for one in year.months)
    if most <= 0:
        return Drawn([])
    scale = HIGHEST / most
    months = [
        Month(one, number * STEP, _size(one.sold, scale), _size(one.spent, scale), -round(one.left * scale))
        for number, one in enumerate(year.months)
    ]
    return Drawn(months, max(one.up for one in months), max(one.down for one in months))


def _size(amount: int, scale: float) -> int:
    return max(LEAST, round(amount * scale)) if amount > 0 else 0


def _whole(book: Book) -> int:
    """The longer of the two, where somebody owes: else they are the same."""
    held = sum(max(one.holds, 0) for one in book.balances)
    owned = sum(max(one.hers, 0) for one in book.balances) + max(book.undivided, 0)
    return max(held, owned)


def _bar(amounts: Iterable[tuple[Member | None, int]], member: Member, whole: int) -> list[Piece]:
    shown = [(woman, amount) for woman, amount in amounts if amount > 0]
    shown.sort(key=lambda one: (one[0] != member, one[0] is None, -one[1]))
    widths = _widths([amount for _, amount in shown], whole)
    pieces, x = [], 0
    for (woman, amount), width in zip(shown, widths, strict=True):
        pieces.append(Piece(x, width, woman, amount))
        x += width + GAP
    return pieces


def _widths(amounts: Sequence[int], whole: int) -> list[int]:
    """None so narrow that it isn't seen; the widest gives for the others."""
    if not amounts:
        return []
    room = WIDTH * sum(amounts) // whole - GAP * (len(amounts) - 1)
    widths = [max(LEAST, room * amount // sum(amounts)) for amount in amounts]
    widest = max(range(len(widths)), key=widths.__getitem__)
    widths[widest] = max(LEAST, widths[widest] + room - sum(widths))
    return widths
