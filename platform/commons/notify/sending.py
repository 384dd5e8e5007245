"""What a person sends on, ready to be sent: to whom, in which words, by which link of the guest's."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.utils import timezone, translation

from commons.journal.things import things
from commons.people.models import Member, Pass

from .kinds import Readers, readers_of
from .may import hers_to_send, the_labs_to_send
from .models import Preferences, ToSend
from .models.sending import ToSendQuerySet

MOST = 60
AGAIN = 10  # of what was sent, in case it has to be sent once more


@dataclass(frozen=True)
class Letter:
    """One of them. `whatsapp` and `sms` open her messenger with number, words and link filled in."""

    to_send: ToSend
    words: str  # what is new, in the language of who sends it
    title: str  # of what, likewise
    text: str

    @property
    def whatsapp(self) -> str:
        return f"https://wa.me/{self._number}?text={quote(self.text)}"

    @property
    def sms(self) -> str:
        return f"sms:+{self._number}?body={quote(self.text)}"

    @property
    def send_by(self) -> datetime | None:
        """Until when it is to be sent, while there is time."""
        moment = self.to_send.notice.send_by
        return moment if moment and moment > timezone.now() else None

    @property
    def _number(self) -> str:
        return "".join(filter(str.isdigit, self.to_send.guest.phone))


@dataclass(frozen=True)
class SendingList:
    """`shows_number`: what she said to customers seeing hers; None until she said it."""

    shows_number: bool | None
    hers: list[Letter]
    sent: list[Letter]
    labs: list[Letter]

    @property
    def readers(self) -> Readers:
        """What those are called to whom she sends."""
        return readers_of(letter.to_send.notice.kind for letter in (*self.hers, *self.labs))

    @property
    def waits_for_her_word(self) -> bool:
        return bool(self.hers) and self.shows_number is None

    @property
    def leaves_to_lab(self) -> bool:
        """Whether the lab's phone sends for her."""
        return self.shows_number is False


def list_of(member: Member) -> SendingList:
    """All that is hers to send, and what her lab's phone sends where she keeps it. The number of queries doesn't grow with it."""
    hers = hers_to_send(member)
    waiting, sent, labs = _read(hers.waiting().by_urgency()[:MOST]), _read(_sent(hers)[:AGAIN]), _labs(member)
    rows = [*waiting, *sent, *labs]
    links, titles = _links(rows), _titles(rows)
    shows = Preferences.of(member).shows_number
    return SendingList(shows, *([letter_of(one, links, titles) for one in some] for some in (waiting, sent, labs)))


def letter_of(to_send: ToSend, links: dict[tuple[int, str], str], titles: dict[tuple[str, str], str]) -> Letter:
    """In the guest's language: what it is about and whose it is, what is new, and her own link where she has one."""
    kind, about, language = to_send.notice.its_kind, to_send.notice.about, to_send.guest.language
    with translation.override(language):
        parts = (titles.get((language, about), ""), kind.to_send, links.get((to_send.guest_id, about), ""))
        text = "\n".join(part for part in parts if part)
    return Letter(to_send, str(kind.words), titles.get((translation.get_language(), about), ""), text)


def _sent(hers: ToSendQuerySet) -> ToSendQuerySet:
    return hers.filter(sent_at__isnull=False, notice__seen_at=None).order_by("-sent_at", "-pk")


def _labs(member: Member) -> list[ToSend]:
    return _read(the_labs_to_send(member).waiting().exclude(sender=member).by_urgency()[:MOST])


def _read(rows: ToSendQuerySet) -> list[ToSend]:
    return list(rows.select_related("guest", "notice", "sender"))


def _titles(rows: Iterable[ToSend]) -> dict[tuple[str, str], str]:
    """What each is about and under whose name it is offered, by language and stream: in those of the guests, and of who sends."""
    about: dict[str, set[str]] = defaultdict(set)
    for one in rows:
        about[one.guest.language].add(one.notice.about)
        about[translation.get_language()].add(one.notice.about)
    found: dict[tuple[str, str], str] = {}
    for language, streams in about.items():
        with translation.override(language):
            found |= {(language, stream): " · ".join([it.title, *it.names.values()]) for stream, it in things(streams).items()}
    return found


def _links(rows: Iterable[ToSend]) -> dict[tuple[int, str], str]:
    guests = {one.guest_id for one in rows}
    return {(link.guest_id, link.stream): link.address for link in Pass.objects.good().filter(guest__in=guests)} if guests else {}
