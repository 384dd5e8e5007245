"""How a business of the village shares: what is agreed, spent, given, and said to be so."""

from functools import partial

from commons.people.models import Member

from ..actions import agree, confirm, offer_agreement, record_cost, record_handover, record_payout
from ..agreed import agreement_offered
from ..models import Posting
from ..reading import balance_of
from .stories import Given, HandedOn, Shares, Spent
from .telling import Telling

ROUND = 100_00  # tyiyn: nobody hands out coins
EVERY = 9  # days, in which she who tells of the money looks through what has come
STILL_WAITS = 5


def share(telling: Telling) -> None:
    """Every agreement, all that was spent and given, and the word of another on each."""
    for shares in telling.story.shares:
        telling.then(shares.ago, partial(_offer, telling, shares))
        others = [one for one in _partners(telling) if one != shares.by and one not in shares.waits]
        for place, number in enumerate(others, 1):
            telling.then(shares.ago * (1 - 0.002 * place), partial(_agree, telling, number))
    for place, move in enumerate(telling.story.moves):
        telling.then(move.ago, partial(_move, telling, move, place))
    for ago in range(int(telling.story.began), STILL_WAITS, -EVERY):
        telling.then(ago, partial(_look_through, telling))


def _partners(telling: Telling) -> list[str]:
    ways = telling.story.comes
    return [one.who for one in ways if one.answer == "accepted" and one.role == "partner"]


def _offer(telling: Telling, shares: Shares) -> None:
    parts = {telling.women[number].pk: part for number, part in shares.parts.items()} if shares.parts else None
    keeper = telling.women[telling.story.keeper]
    key = telling.key(f"agreement {shares.ago}")
    offer_agreement(telling.women[shares.by], telling.pk, shares.kind, keeper.pk, key, parts=parts, a_piece=shares.a_piece * 100)


def _agree(telling: Telling, number: str) -> None:
    if (offered := agreement_offered(telling.pk)) is not None:
        agree(offered, telling.women[number])


def _move(telling: Telling, move: Spent | Given | HandedOn, place: int) -> None:
    key = telling.key(f"money {place}")
    if isinstance(move, Spent):
        _spend(telling, move, place)
        return
    by = telling.women[move.by if isinstance(move, HandedOn) else telling.story.keeper]
    to, holds = telling.women[move.to], balance_of(telling.pk, by).holds
    if isinstance(move, HandedOn):
        amount = min(move.som * 100, _rounded(holds / 2))
        given = record_handover(by, telling.pk, to, amount, key) if amount else None
    else:
        amount = min(_rounded(balance_of(telling.pk, to).hers * move.part), _rounded(holds))
        given = record_payout(by, telling.pk, to, amount, key) if amount > 0 else None
    if given is not None and move.confirmed:
        telling.then(move.ago * 0.99, partial(confirm, given, to))


def _spend(telling: Telling, move: Spent, place: int) -> None:
    woman, amount = telling.women[move.who], move.som * 100
    from_held = move.from_held and balance_of(telling.pk, woman).holds >= amount
    cost = record_cost(woman, telling.pk, amount, move.words, telling.key(f"money {place}"), from_held=from_held)
    if move.confirmed:
        telling.then(move.ago * 0.99, partial(confirm, cost, telling.women[move.confirmed]))


def _look_through(telling: Telling) -> None:
    """What has come in and nobody has said a word on, another says is so."""
    teller: Member = telling.women[telling.story.teller]
    waiting = Posting.objects.filter(venture=telling.pk, kind=Posting.Kind.SALE, state=Posting.State.RECORDED)
    for posting in waiting.exclude(by=teller):
        confirm(posting, teller)


def _rounded(tyiyn: float) -> int:
    return int(tyiyn) // ROUND * ROUND
