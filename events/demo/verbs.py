"""What a line of `show.txt` does: its first word, and the words after it."""

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from ..actions import ask_question, cast_ballot, close_poll, decide_question, end, next_question, open_poll, say, say_now, vote
from ..models import Gathering, Poll, Question
from ..reacting import SIGNS, react

if TYPE_CHECKING:
    from .showing import Show

Verb = Callable[["Show", int, str], None]


def _now(show: "Show", number: int, words: str) -> None:
    say_now(show.host, show.gathering, words)


def _say(show: "Show", number: int, words: str) -> None:
    who, _, text = words.partition(" ")
    say(show.gathering, show.host if who == "host" else show.came[int(who)], text, show.key(f"line {number}"))


def _ask(show: "Show", number: int, words: str, is_anonymous: bool = False) -> None:
    who, _, text = words.partition(" ")
    asked = ask_question(show.gathering, show.came[int(who)], text, show.key(f"line {number}"), is_anonymous)
    show.asked.append(asked.pk)


def _ask_nameless(show: "Show", number: int, words: str) -> None:
    _ask(show, number, words, is_anonymous=True)


def _show(show: "Show", number: int, words: str) -> None:
    waiting = Question.objects.to_decide().select_related("gathering").filter(gathering=show.gathering).first()
    if waiting is not None:
        decide_question(show.host, waiting, "show")


def _vote(show: "Show", number: int, words: str) -> None:
    which, many = map(int, words.split())
    question = Question.objects.get(pk=show.asked[which - 1])
    for who in Random(number).sample(show.came, many):  # noqa: S311  a village, not a secret
        vote(question, who)


def _next(show: "Show", number: int, words: str) -> None:
    pinned = Question.objects.filter(gathering=show.gathering, pinned_at__isnull=False).first()
    next_question(show.host, show.gathering, after=pinned.pk if pinned else None)


def _signs(show: "Show", number: int, words: str) -> None:
    chance = Random(number)  # noqa: S311
    for who in chance.sample(show.came, min(int(words), len(show.came))):
        react(show.gathering, who, chance.choice(SIGNS))


def _poll(show: "Show", number: int, words: str) -> None:
    text, *options = (part.strip() for part in words.split("|"))
    open_poll(show.host, show.gathering, text, options, show.key(f"line {number}"))


def _ballots(show: "Show", number: int, words: str) -> None:
    poll, chance = _last_poll(show.gathering), Random(number)  # noqa: S311
    if poll is None:
        return
    options = list(poll.options.all())
    for who in chance.sample(show.came, int(words)):
        cast_ballot(poll, who, [chance.choice(options).pk])


def _close(show: "Show", number: int, words: str) -> None:
    if (poll := _last_poll(show.gathering)) is not None:
        close_poll(show.host, poll)


def _arrive(show: "Show", number: int, words: str) -> None:
    show.arrive(words)


def _end(show: "Show", number: int, words: str) -> None:
    end(show.host, show.gathering)


def _last_poll(gathering: Gathering) -> Poll | None:
    return Poll.objects.select_related("gathering").filter(gathering=gathering, closed_at=None).last()


VERBS: dict[str, Verb] = {
    "now": _now,
    "say": _say,
    "ask": _ask,
    "ask?": _ask_nameless,
    "show": _show,
    "vote": _vote,
    "next": _next,
    "signs": _signs,
    "poll": _poll,
    "ballots": _ballots,
    "close": _close,
    "arrive": _arrive,
    "end": _end,
}
