"""What people are told of. Each app declares its own kinds, in a `notices.py` that its AppConfig.ready() imports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST = 40


@dataclass(frozen=True)
class Kind:
    """One kind of notice, in words of the active language, without anyone's name or number."""

    name: str
    words: Promise  # what happened: on the bell's page, and elsewhere for her who asked for more
    neutral: Promise  # what a locked phone may show to anyone
    message: Promise | None  # what stands before her link where a person sends it on; else the words
    is_urgent: bool  # passes quiet hours
    starts_clock: bool  # the thing's own stream is told when it was sent
    passes_blocks: bool  # told too of what somebody did whom she doesn't meet
    by_hand: bool  # sent on by a person at once: she may have lost the phone that push would reach

    @property
    def to_send(self) -> str:
        return str(self.message or self.words)


@dataclass(frozen=True)
class Readers:
    """What a group calls the guests to whom its letters are sent on, in whole sentences."""

    unreached: Promise  # nothing else reaches them: she is to send it
    may_see: Promise  # may they see her number?


PEOPLE = Readers(_("Nothing else reaches these people: send it to them from your phone."), _("May those to whom you send see your number?"))

KINDS: dict[str, Kind] = {}
_groups: dict[str, Promise] = {}
_readers: dict[str, Readers] = {}
_outdated: list[tuple[frozenset[str], frozenset[str]]] = []


def notice_kind(
    name: str,
    words: Promise,
    neutral: Promise,
    *,
    message: Promise | None = None,
    urgent: bool = False,
    starts_clock: bool = False,
    passes_blocks: bool = False,
    by_hand: bool = False,
) -> str:
    """Declare a kind, such as `order-quoted`, and return its name; all texts are lazy.

    With `starts_clock` the fact `notify.notice.sent` stands on the thing's stream once she was told by whatever way. With
    `passes_blocks` a block keeps nobody from knowing: it is about what two agreed upon. With `by_hand` neither push nor mail is tried.
    """
    if name in KINDS or len(name) > LONGEST:
        raise ValueError(f"{name} is declared twice, or too long")
    KINDS[name] = Kind(name, words, neutral, message, urgent, starts_clock, passes_blocks, by_hand)
    return name


def past_blocks() -> list[str]:
    """The kinds that a block keeps from nobody."""
    return [name for name, kind in KINDS.items() if kind.passes_blocks]


def outdates(newer: Iterable[str], older: Iterable[str]) -> None:
    """Declare that a person needn't send any of the `older` kinds on once one of the `newer` is there to tell about the same thing."""
    _outdated.append((frozenset(newer), frozenset(older)))


def outdated() -> Sequence[tuple[frozenset[str], frozenset[str]]]:
    """What was declared so: those that are newer, and those that needn't be sent any more."""
    return tuple(_outdated)


def notice_group(name: str, words: Promise, readers: Readers = PEOPLE) -> None:
    """Declare a group that she may hear nothing of, all kinds whose names begin with `name-`; and what its guests are called."""
    _groups[name], _readers[name] = words, readers


def readers_of(kinds: Iterable[str]) -> Readers:
    """As the one group calls them that all these kinds are of; where they are of several, people."""
    called = {_readers.get(kind.partition("-")[0], PEOPLE) for kind in kinds}
    return called.pop() if len(called) == 1 else PEOPLE


def groups() -> dict[str, Promise]:
    """Name and words of each group there are kinds of."""
    return {name: words for name, words in _groups.items() if kinds_in(name)}


def kinds_in(group: str) -> list[str]:
    return [name for name in KINDS if name.startswith(f"{group}-")]
