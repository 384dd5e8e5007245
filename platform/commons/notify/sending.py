"""What a person sends on, ready to be sent: to whom, in which words, by which link of the guest's."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.utils import translation

from commons.people.models import Member, Pass

from .may import hers_to_send, the_labs_to_send
from .models import Preferences, ToSend
from .models.sending import ToSendQuerySet

MOST = 60
AGAIN = 10  # of what was sent, in case it has to be sent once more


@dataclass(frozen=True)
class Letter:
    """One of them. `whatsapp` and `sms` open her messenger with number, words and link filled in."""

    to_send: ToSend
    words: str  # what it is about, in the language of who sends it
    text: str

    @property
    def whatsapp(self) -> str:
        return f"https://wa.me/{self._number}?text={quote(self.text)}"

    @property
    def sms(self) -> str:
        return f"sms:+{self._number}?body={quote(self.text)}"

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
    def waits_for_her_word(self) -> bool:
        return bool(self.hers) and self.shows_number is None

    @property
    def leaves_to_lab(self) -> bool:
        """Whether the lab's phone sends for her."""
        return self.shows_number is False


def list_of(member: Member) -> SendingList:
    """All that is hers to send, and what her lab's phone sends where she keeps it. The number of queries doesn't grow with it."""
    hers = hers_to_send(member)
    waiting, sent, labs = _read(hers.waiting().order_by("made_at", "pk")[:MOST]), _read(_sent(hers)[:AGAIN]), _labs(member)
    links = _links([*waiting, *sent, *labs])
    shows = Preferences.of(member).shows_number
    return SendingList(shows, *([letter_of(one, links) for one in some] for some in (waiting, sent, labs)))


def letter_of(to_send: ToSend, links: dict[tuple[int, str], str]) -> Letter:
    """In the guest's language, with her own link where she has one."""
    kind, about = to_send.notice.its_kind, to_send.notice.about
    with translation.override(to_send.guest.language):
        text = f"{kind.to_send}\n{links.get((to_send.guest_id, about), '')}".strip()
    return Letter(to_send, str(kind.words), text)


def _sent(hers: ToSendQuerySet) -> ToSendQuerySet:
    return hers.filter(sent_at__isnull=False, notice__seen_at=None).order_by("-sent_at", "-pk")


def _labs(member: Member) -> list[ToSend]:
    return _read(the_labs_to_send(member).waiting().exclude(sender=member).order_by("made_at", "pk")[:MOST])


def _read(rows: ToSendQuerySet) -> list[ToSend]:
    return list(rows.select_related("guest", "notice", "sender"))


def _links(rows: Iterable[ToSend]) -> dict[tuple[int, str], str]:
    guests = {one.guest_id for one in rows}
    return {(link.guest_id, link.stream): link.address for link in Pass.objects.good().filter(guest__in=guests)} if guests else {}
