"""What a board is told of one card: where it stands, how it looks, and the sums of all columns. Read once, told to each who looks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from commons.people.may import is_here
from commons.people.models import Member
from commons.realtime.alike import Given, Wish, alike

from .may import Role, role_in, works_in
from .models import Card, Column, Partner, Venture
from .tiles import last_of, tile_of


@dataclass(frozen=True)
class Standing:
    """The card that was `asked` for, or None where it is off the board; the one it stands after, and its place in its column from 1 on."""

    venture: Venture
    asked: int
    columns: Sequence[Column]
    card: Card | None
    after: int | None = None
    place: int = 0

    def is_of(self, member: Member) -> bool:
        """Whether she does it, and so sees it in another colour."""
        return self.card is not None and any(one.member_id == member.pk for one in self.card.women.all())


def told(member: Member, venture: Venture, card_id: int) -> dict[str, Any]:
    """What her board needs to put one card where it stands; `html` is None where it is off the board."""
    return said_of(standing_of(venture, card_id), member, role_in(member, venture))


@alike(r"/market/together/([0-9]{1,18})/cards/([0-9]{1,18})/tile/")
def told_to_many(wishes: Collection[Wish]) -> dict[Wish, Given]:
    """The same for all who ask at once and are in it: written once for those of one language who may write on it alike, and do it alike."""
    ventures = Venture.objects.in_bulk({venture for _, _, (venture, _) in wishes})
    standing = Partner.objects.standing().filter(venture__in=ventures, member__in={member.pk for member, _, _ in wishes})
    roles = {(member, venture): Role(role) for member, venture, role in standing.values_list("member", "venture", "role")}
    standings: dict[tuple[int, ...], Standing] = {}
    given: dict[tuple[Any, ...], Given] = {}
    told_each: dict[Wish, Given] = {}
    for member, language, numbers in wishes:
        role = roles.get((member.pk, numbers[0]))
        if role is None or not is_here(member):
            continue
        if (one := standings.get(numbers)) is None:
            one = standings[numbers] = standing_of(ventures[numbers[0]], numbers[1])
        look = (numbers, language, works_in(role), one.is_of(member))
        if look not in given:
            with translation.override(language):
                given[look] = Given(said_of(one, member, role))
        told_each[member, language, numbers] = given[look]
    return told_each


def standing_of(venture: Venture, card_id: int) -> Standing:
    columns = list(Column.objects.filter(venture=venture).summed())
    card = Card.objects.filter(venture=venture, pk=card_id, archived_at=None).told().first()
    if card is None:
        return Standing(venture, card_id, columns, None)
    before = Card.objects.standing_in(card.column_id).filter(position__lt=card.position).order_by("-position")
    return Standing(venture, card_id, columns, card, before.values_list("pk", flat=True).first(), before.count() + 1)


def said_of(standing: Standing, member: Member, role: Role | None) -> dict[str, Any]:
    """In the language of now, as what she is in it."""
    venture, columns, card = standing.venture, standing.columns, standing.card
    counts = {one.pk: one.n for one in columns}
    sums = {one.pk: render_to_string("boards/_sums.html", {"column": one}) for one in columns}
    if card is None:
        return {"card": standing.asked, "html": None, "sums": sums, "counts": counts}
    tile = tile_of(card, member, card.column_id == last_of(columns))
    writes = works_in(role) and not venture.is_closed
    return {
        "card": card.pk,
        "version": card.version,
        "title": card.title,
        "html": render_to_string("boards/_tile.html", {"tile": tile, "venture": venture, "writes": writes}),
        "column": card.column_id,
        "in": next((one.title for one in columns if one.pk == card.column_id), ""),
        "after": standing.after,
        "place": standing.place,
        "sums": sums,
        "counts": counts,
    }
