"""What is told of one joint business, as data. Women go by their numbers, `ago` is in days before now, money in som."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Comes:
    """She says what she brings, or is `invited`; then it is accepted, declined, or waits."""

    ago: float
    who: str
    kind: str
    words: str
    answer: str = "accepted"
    role: str = "partner"
    invited: bool = False


@dataclass(frozen=True)
class Task:
    """A card: by whom, and in which column it stands by now. `first`: it is one that the board began with, by its place there.

    What is ticked begins with ✓; `due` is in days from now.
    """

    ago: float
    by: str
    column: int = 0
    title: str = ""
    words: str = ""
    due: int | None = None
    planned: int | None = None
    actual: int | None = None
    women: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    picture: str = ""
    first: int | None = None
    archived: bool = False


@dataclass(frozen=True)
class Line:
    """What is said in its room; of one that is `noted` a card is made."""

    ago: float
    who: str
    words: str
    noted: bool = False


@dataclass(frozen=True)
class Sells:
    """A service of its shop: `orders` are days from now, each with how it goes (see trading)."""

    kind: str
    price: int
    picture: str
    names: Mapping[str, str]
    abouts: Mapping[str, str]
    orders: tuple[tuple[int, str], ...] = ()
    price_to: int | None = None
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Shares:
    """An agreement that is offered; the others agree within days, all but those it `waits` for."""

    ago: float
    by: str
    kind: str = "equal"
    parts: Mapping[str, int] | None = None
    a_piece: int = 0
    waits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spent:
    """A cost; who `confirmed` it, if it doesn't wait."""

    ago: float
    who: str
    som: int
    words: str
    confirmed: str = ""
    from_held: bool = False


@dataclass(frozen=True)
class Given:
    """She is paid out so much of what is hers, by who holds the money; it waits for her word, or not."""

    ago: float
    to: str
    part: float = 1.0
    confirmed: bool = True


@dataclass(frozen=True)
class HandedOn:
    """Of what she holds, for another to hold."""

    ago: float
    by: str
    to: str
    som: int
    confirmed: bool = True


@dataclass(frozen=True)
class Business:
    """One of them, from the idea on; an idea it stays where nothing is said of how they share."""

    number: int
    template: str
    began: float
    founder: str
    keeper: str  # she answers at its shop, and holds the money
    teller: str  # she says that the money has come
    titles: Mapping[str, str]
    abouts: Mapping[str, str]
    comes: tuple[Comes, ...]
    tasks: tuple[Task, ...] = ()
    talk: tuple[Line, ...] = ()
    sells: tuple[Sells, ...] = ()
    shares: tuple[Shares, ...] = ()
    moves: tuple[Spent | Given | HandedOn, ...] = ()
    makers: tuple[str, ...] = ()  # who makes what is ordered, in turn
    is_public: bool = False
