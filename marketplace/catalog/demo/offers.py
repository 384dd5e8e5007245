"""What the women of the demonstration village offer, as `offers.txt` has it.

`= kind craft price picture` begins one, `*` being any craft; a line below it is a language, a name and a few words.
"""

from pathlib import Path
from typing import NamedTuple

OFFERS = Path(__file__).parent / "offers.txt"


class Offer(NamedTuple):
    """A service; prices are in som."""

    kind: str
    craft: str
    price_from: int
    price_to: int | None
    picture: str
    names: dict[str, str]
    abouts: dict[str, str]


def all_offers() -> list[Offer]:
    """In the order of the file."""
    offers: list[Offer] = []
    for line in OFFERS.read_text().splitlines():
        head, _, rest = line.partition(" ")
        if head == "=":
            kind, craft, price, picture = rest.split()
            least, _, most = price.partition("-")
            offers.append(Offer(kind, craft, int(least), int(most) if most else None, picture, {}, {}))
        else:
            name, _, about = rest.partition(" — ")
            offers[-1].names[head] = name
            offers[-1].abouts[head] = about
    return offers
