"""All that the page of a venture's money shows, read in a number of queries that doesn't grow with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from uuid import UUID, uuid4

from django.http import HttpRequest

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.people.models import Member
from commons.ui.addresses import number
from marketplace.boards.may import role_in
from marketplace.boards.models import Venture

from ..agreed import Standing, standing_of
from ..drawing import held_drawn, owned_drawn
from ..facts import OF_AGREEMENTS, OF_POSTINGS
from ..may import is_asked, is_hers_to_reverse
from ..models import Posting
from ..reading import Balance, Book, book_of, is_missing, latest_of, missing_of, stuck_in, waiting_for
from ..saying import Said, question_of, said_of
from ..streams import ledger_stream

FACTS = " ".join((*OF_AGREEMENTS, *OF_POSTINGS))

State = Literal["waits", "confirmed", "denied", "taken_back", "follows"]


@dataclass(frozen=True)
class Line:
    """A posting as a row; `answers` and `reverses`: whether that is hers to do, and asked for here."""

    posting: Posting
    said: Said
    state: State
    answers: bool
    reverses: bool
    is_missing: bool = False  # of a sale that was taken back: whether it is hers to write again
    key: UUID = field(default_factory=uuid4)

    def in_peace(self, member: Member) -> "Line":
        """Where nobody looks for what is wrong she may still take back at once what she wrote herself, until another says that it is so."""
        return replace(self, reverses=self.reverses and self.state == "waits" and self.posting.by == member)


def page_of(request: HttpRequest, member: Member, venture: Venture, refused: Refused | None = None) -> dict[str, Any]:
    """The context of the page, and of the part of it that is fetched again when something happens."""
    upto = head(ledger_stream(venture.pk))
    at, book = standing_of(venture), book_of(venture)
    waiting = waiting_for(venture, member, at.partners)
    latest, is_wrong = latest_of(venture, number(request.GET.get("before"))), "wrong" in request.GET
    lines = lines_of(latest.postings, member, at, waiting.postings)
    shown = lines if is_wrong else [line.in_peace(member) for line in lines]
    return {
        "venture": venture,
        "member": member,
        "turns": [(posting, question_of(posting, member)) for posting in waiting.postings],
        "more": waiting.n - len(waiting.postings),
        "waits_for_others": len(at.partners) > 1 and Posting.objects.waiting().filter(venture=venture, by=member).exists(),
        "hers": hers_in(book, member),
        "others": [one for one in book.balances if one.member != member],
        "book": book,
        "somebody_owes": any(one.hers < 0 for one in book.balances),
        "held": held_drawn(book, member),
        "owned": owned_drawn(book, member),
        "agreement": at.in_force,
        "stuck": book.undivided and at.in_force and stuck_in(venture, at.in_force),
        "offered": at.waits,
        "has_lapsed": at.has_lapsed,
        "lines": shown,
        "is_wrong": is_wrong,
        "may_be_wrong": shown != lines,
        "before": latest.before,
        "is_first": "before" not in request.GET,
        "refused": refused.message if refused else "",
        "stream": ledger_stream(venture.pk),
        "facts": FACTS,
        "head": upto,
    }


def hers_in(book: Book, member: Member) -> Balance:
    return next((one for one in book.balances if one.member == member), Balance(member))


def lines_of(postings: Sequence[Posting], member: Member, at: Standing, asked: Collection[Posting]) -> list[Line]:
    """Each with what she may do with it; of those that are `asked` above, nothing is asked again."""
    role = role_in(member, at.venture)
    missing = missing_of([posting.order_id for posting in postings if posting.order_id and posting.is_reversed])
    lines = []
    for posting in postings:
        state = state_of(posting)
        answers = state == "waits" and posting not in asked and is_asked(member.pk, posting, at.partners)
        is_hers = is_hers_to_reverse(member.pk, posting, role)
        reverses, lacks = is_hers and state in ("waits", "confirmed"), is_hers and is_missing(posting, missing)
        lines.append(Line(posting, said_of(posting), state, answers, reverses, lacks))
    return lines


def state_of(posting: Posting) -> State:
    """Where it was read `with_reversed()`."""
    if posting.kind == Posting.Kind.DIVISION:
        return "follows"
    if posting.state == Posting.State.DENIED:
        return "denied"
    if posting.is_reversed:
        return "taken_back"
    return "confirmed" if posting.state == Posting.State.CONFIRMED else "waits"
