"""Questions: asked by who comes, with her name or without; let through, pinned and answered by a host."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.facts import Fact
from commons.journal.queueing import in_turn
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.limits import Limit, take
from commons.people.models import Guest, Member
from commons.people.texts import clean_lines

from ..facts import DeskAsked, QuestionHidden, QuestionShown
from ..may import is_restrained, takes_part
from ..models import Gathering, Question, Seat
from ..refusals import NotLive
from .counting import ITSELF
from .holding import check_host
from .versions import write

LONGEST = 280  # characters
A_MINUTE = Limit("questions in a minute", 6, timedelta(minutes=1))
CHANGES = {
    "show": (Question.State.WAITING, Question.State.OPEN),
    "decline": (Question.State.WAITING, Question.State.DECLINED),
    "hide": (Question.State.OPEN, Question.State.DECLINED),
    "answer": (Question.State.OPEN, Question.State.ANSWERED),
    "answer_there": (Question.State.WAITING, Question.State.ANSWERED),
    "ask_again": (Question.State.ANSWERED, Question.State.OPEN),
}


@in_turn
def ask_question(
    gathering: Gathering, who: Member | Guest, text: str, key: UUID, is_anonymous: bool = False, is_for_hosts: bool = False
) -> Question:
    """Ask. The same key from the same woman is one question. It is for the hosts alone where her page told her so, or it stands so now.

    Raises Refused: `forbidden` for who doesn't take part, `read_only` where it isn't live or questions are closed, `slow_down`; `invalid`,
    `too_long` with a sentence.
    """
    if (known := _asked_before(gathering, who, key)) is not None:
        return known
    text = clean_lines(text, LONGEST)
    if not text:
        raise Refused("invalid", _("Write your question first."))
    fresh = Gathering.objects.get(pk=gathering.pk)
    check_voice(who, fresh)
    if fresh.asks == Gathering.Asks.CLOSED:
        raise Refused("read_only", _("Questions are closed now."))
    take((A_MINUTE, f"{fresh.pk} {who.actor}"))
    question = Question(key=key, gathering=fresh, who=who.actor, text=text, state=Question.State.WAITING)
    question.is_anonymous = is_anonymous or (isinstance(who, Member) and who.is_under_18)  # its page may be read by anyone, for years
    question.is_for_hosts = is_for_hosts or fresh.asks == Gathering.Asks.TO_HOST
    if isinstance(who, Member):
        question.member = who
    else:
        question.seat = Seat.objects.coming().get(gathering=fresh, guest=who)
    try:
        with atomic():
            keep_voice(who, fresh)
            question.save(force_insert=True)
            record(DeskAsked(stream=fresh.desk_stream, actor=ITSELF, gathering=fresh.pk, question=question.pk))
    except IntegrityError:  # the same key came another way at the same moment
        if (known := _asked_before(gathering, who, key)) is None:
            raise
        return known
    return question


@in_turn
def decide_question(host: Member, question: Question, change: str) -> Question:
    """Let everyone see it, decline it, say that it is answered, or take that back: a line of CHANGES. Twice is once.

    Raises Refused `forbidden`, `invalid`; `conflict` where it stands elsewhere by now, and where a change would show to everyone what
    she asked the hosts alone.
    """
    check_host(host, question.gathering)
    if change not in CHANGES:
        raise Refused("invalid")
    before, after = CHANGES[change]
    with atomic():
        now = timezone.now()
        fields: dict[str, object] = {"answered_at": now if after == Question.State.ANSWERED else None}
        fields |= {"answer": ""} if after == Question.State.OPEN else {"pinned_at": None}
        question = held(question)
        if question.state == after:
            return question
        if question.state != before or (after == Question.State.OPEN and question.is_for_hosts):
            raise Refused("conflict")
        write(question, state=after, **fields)
        record(*facts_of_question(question, was_public=before in Question.PUBLIC and not question.is_for_hosts))
    return question


@in_turn
def pin_question(host: Member, question: Question, on: bool = True) -> Question:
    """Have it stand above all others, alone. Raises Refused `forbidden`; `conflict` where not everyone sees it; `read_only` where it
    isn't live, since nothing is being answered then."""
    check_host(host, question.gathering)
    with atomic():
        question = held(question)
        if on:
            check_live(question.gathering)
        if question.state != Question.State.OPEN:
            raise Refused("conflict")
        others = list(Question.objects.filter(gathering=question.gathering_id, pinned_at__isnull=False).exclude(pk=question.pk))
        for other in others:
            write(other, pinned_at=None)
        write(question, pinned_at=timezone.now() if on else None)
        record(*[fact for one in (*others, question) for fact in facts_of_question(one)])
    return question


@in_turn
def next_question(host: Member, gathering: Gathering, after: int | None = None) -> Question | None:
    """What is pinned is answered; what most want to know of the others stands above all. None where no other is open.

    `after` is the one that was pinned as she saw it: two hosts who go on at once go on by one. Raises Refused `forbidden`; `read_only` as
    for pinning.
    """
    check_host(host, gathering)
    with atomic():
        check_live(Gathering.objects.select_for_update(no_key=True).get(pk=gathering.pk))
        still_open = Question.objects.select_related("gathering").filter(gathering=gathering, state=Question.State.OPEN)
        still_open = still_open.select_for_update(of=("self",), no_key=True)
        pinned = still_open.filter(pinned_at__isnull=False).first()
        if (pinned.pk if pinned else None) != after:
            return pinned
        following = still_open.filter(pinned_at=None).order_by("-votes", "pk").first()
        now = timezone.now()
        if pinned is not None:
            write(pinned, state=Question.State.ANSWERED, answered_at=now, pinned_at=None)
        if following is not None:
            write(following, pinned_at=now)
        moved = [question for question in (pinned, following) if question is not None]
        if moved:
            record(*[fact for question in moved for fact in facts_of_question(question)])
    return following


def check_part(who: Member | Guest, gathering: Gathering) -> None:
    """Whether she takes part, and it is live. Raises Refused `forbidden`, `read_only`."""
    fresh = Member.objects.filter(pk=who.pk).first() if isinstance(who, Member) else who
    if fresh is None or not takes_part(fresh, gathering):
        raise Refused("forbidden")
    check_live(gathering)


def check_voice(who: Member | Guest, gathering: Gathering) -> None:
    """The same, and whether she may write there. Raises Refused `read_only`, too, where a host has muted her."""
    check_part(who, gathering)
    _check_unrestrained(who, gathering)


def check_live(gathering: Gathering) -> None:
    """Raises NotLive."""
    if gathering.state != Gathering.State.LIVE:
        raise NotLive


def keep_voice(who: Member | Guest, gathering: Gathering) -> None:
    """Both again, within the transaction that writes it: a host who ends it or shows her out was first, or waits. Raises the same."""
    check_live(Gathering.objects.select_for_update(no_key=True).get(pk=gathering.pk))
    _check_unrestrained(who, gathering)


def _check_unrestrained(who: Member | Guest, gathering: Gathering) -> None:
    if is_restrained(who, gathering):
        raise Refused("read_only", _("A host asks you to read only, for now."))


def held(question: Question) -> Question:
    """As it is now, in this transaction's hands: the gathering before the question, so that two hosts wait for each other in turn."""
    Gathering.objects.select_for_update(no_key=True).get(pk=question.gathering_id)
    return Question.objects.select_related("gathering").select_for_update(of=("self",), no_key=True).get(pk=question.pk)


def facts_of_question(question: Question, was_public: bool = True) -> list[Fact]:
    """To all, in her name where she gave it, so that whom she doesn't meet isn't told; and to the desk.

    What nobody but a host has seen and nobody will see is told to no one else.
    """
    gathering = question.gathering
    facts: list[Fact] = [DeskAsked(stream=gathering.desk_stream, actor=ITSELF, gathering=gathering.pk, question=question.pk)]
    if was_public or question.is_public:
        fact = QuestionShown if question.is_public else QuestionHidden
        shown = fact(
            stream=gathering.live_stream,
            actor=ITSELF if question.is_anonymous else question.who,
            gathering=gathering.pk,
            question=question.pk,
            version=question.version,
            state=question.state,
        )
        facts.insert(0, shown)
    return facts


def _asked_before(gathering: Gathering, who: Member | Guest, key: UUID) -> Question | None:
    """What this key asked. Raises Refused `invalid` where it was elsewhere, or somebody else's."""
    question = Question.objects.select_related("gathering").filter(key=key).first()
    if question is not None and (question.gathering_id, question.who) != (gathering.pk, who.actor):
        raise Refused("invalid")
    return question
