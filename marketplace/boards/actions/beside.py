"""What is beside a card's words: what is to be ticked, who does it, pictures and voice. Each stands for itself: they need no version."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.media.actions import erase, keep_picture, keep_voice
from commons.media.pictures import PreparedPicture
from commons.media.voices import PreparedVoice
from commons.people.models import Member
from commons.people.texts import clean_lines

from ..facts import CardAssigned
from ..models import Card, CardMember, CheckItem, Partner
from .cards import card_changed, said_of, written_by

LONGEST_ITEM = 200
MOST_ITEMS, MOST_PICTURES = 50, 8
NOTHING = _("Write what is to be done.")
ENOUGH_ITEMS = _("A card has at most fifty things to tick. Make another card.")
ENOUGH_PICTURES = _("A card has at most eight pictures. Take one away first.")


def add_item(by: Member, card_id: int, words: str) -> CheckItem:
    """Raises Refused: `forbidden`, `read_only`; `invalid` or `too_long` with a sentence."""
    said = clean_lines(words, LONGEST_ITEM).replace("\n", " ")
    if not said:
        raise Refused("invalid", NOTHING)
    with atomic():
        card = _held(by, card_id)
        if card.checklist.count() >= MOST_ITEMS:
            raise Refused("invalid", ENOUGH_ITEMS)
        item = card.checklist.create(words=said)
        record(card_changed(card, by.actor, "checklist"))
    return item


def tick_item(by: Member, item_id: int, done: bool) -> CheckItem:
    """Done, or not yet. Said twice it is said once. Raises Refused: `forbidden`, `read_only`."""
    with atomic():
        card = _held(by, _card_of(item_id))
        now = {"done_at": timezone.now(), "done_by": by} if done else {"done_at": None, "done_by": None}
        if CheckItem.objects.filter(pk=item_id, done_at__isnull=done).update(**now):
            record(card_changed(card, by.actor, "checklist"))
    return CheckItem.objects.get(pk=item_id)


def remove_item(by: Member, item_id: int) -> None:
    """Raises Refused: `forbidden`, `read_only`."""
    with atomic():
        card = _held(by, _card_of(item_id))
        if card.checklist.filter(pk=item_id).delete()[0]:
            record(card_changed(card, by.actor, "checklist"))


def assign_card(by: Member, card_id: int, member_id: int, on: bool = True) -> None:
    """She does it, a partner; or no more. Said twice it is said once. Raises Refused: `forbidden`, also for who isn't one; `read_only`."""
    with atomic():
        card = _held(by, card_id)
        hers = CardMember.objects.filter(card=card, member=member_id)
        if on:
            if not Partner.objects.working().filter(venture=card.venture_id, member=member_id).exists():
                raise Refused("forbidden")
            if hers.exists():
                return
            CardMember.objects.create(card=card, member_id=member_id)
        elif not hers.delete()[0]:
            return
        record(CardAssigned(**said_of(card, by.actor), member=member_id, on=on))


def show_pictures(by: Member, card_id: int, pictures: Sequence[PreparedPicture]) -> None:
    """After those it has. Raises Refused: `forbidden`, `read_only`; `invalid` where there would be too many."""
    with atomic():
        card = _held(by, card_id)
        if card.pictures.count() + len(pictures) > MOST_PICTURES:
            raise Refused("invalid", ENOUGH_PICTURES)
        card.pictures.add(*[keep_picture(picture, card.venture.stream, by.actor) for picture in pictures])
        record(card_changed(card, by.actor, "pictures"))


def remove_card_picture(by: Member, card_id: int, picture_id: int) -> None:
    """Raises Refused: `forbidden`, `read_only`."""
    with atomic():
        card = _held(by, card_id)
        gone = list(card.pictures.filter(pk=picture_id))
        if gone:
            erase(gone)
            record(card_changed(card, by.actor, "pictures"))


def say_card(by: Member, card_id: int, voice: PreparedVoice | None) -> None:
    """Its words spoken, instead of what was there; None takes that away. Raises Refused: `forbidden`, `read_only`."""
    with atomic():
        card = _held(by, card_id)
        before = [card.voice] if card.voice else []
        card.voice = keep_voice(voice, card.venture.stream, by.actor) if voice else None
        Card.objects.filter(pk=card.pk).update(voice=card.voice)
        erase(voices=before)
        record(card_changed(card, by.actor, "voice"))


def _held(by: Member, card_id: int) -> Card:
    """Her card, whose row nobody else writes until the end of the transaction."""
    Card.objects.select_for_update(no_key=True).filter(pk=card_id).first()
    return written_by(by, card_id)


def _card_of(item_id: int) -> int:
    """Raises Refused `forbidden` where it is gone."""
    card_id = CheckItem.objects.filter(pk=item_id).values_list("card", flat=True).first()
    if card_id is None:
        raise Refused("forbidden")
    return card_id
