"""What is said of a card, in words or by voice, and taken back."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.media.actions import erase, keep_voice
from commons.media.voices import PreparedVoice
from commons.people.limits import Limit, take
from commons.people.models import Member
from commons.people.texts import clean_lines

from ..facts import CardCommented
from ..may import Role, role_in
from ..models import Comment
from .cards import card_changed, said_of, written_by

LONGEST_WORDS = 1_000
SAID = Limit("comments on cards", 200, timedelta(hours=1))
NOTHING = _("Write something first.")


def comment_card(by: Member, card_id: int, words: str, key: UUID, voice: PreparedVoice | None = None) -> Comment:
    """By the same key she gets what she said. Raises Refused: `forbidden`, `read_only`; `invalid`, `too_long` in words; `slow_down`."""
    said = clean_lines(words, LONGEST_WORDS)
    if not said and voice is None:
        raise Refused("invalid", NOTHING)
    card = written_by(by, card_id)
    hers = Comment.objects.filter(card=card, key=key, member=by)
    if (known := hers.first()) is not None:
        return known
    take((SAID, str(by.pk)))
    try:
        with atomic():
            kept = keep_voice(voice, card.venture.stream, by.actor) if voice else None
            comment = Comment.objects.create(card=card, member=by, key=key, words=said, voice=kept)
            record(CardCommented(**said_of(card, by.actor), comment=comment.pk))
    except IntegrityError:  # her own second tap, at the same moment; or another's key
        if (known := hers.first()) is None:
            raise Refused("invalid") from None
        return known
    return comment


def remove_comment(by: Member, comment_id: int) -> None:
    """Her own, or by a steward any. Twice is once. Raises Refused: `forbidden`, `read_only`."""
    comment = Comment.objects.select_related("voice").filter(pk=comment_id).first()
    if comment is None:
        raise Refused("forbidden")
    card = written_by(by, comment.card_id)
    if comment.member_id != by.pk and role_in(by, card.venture) != Role.STEWARD:
        raise Refused("forbidden")
    with atomic():
        if Comment.objects.filter(pk=comment.pk, removed_at=None).update(removed_at=timezone.now(), words="", voice=None):
            erase(voices=[comment.voice] if comment.voice else ())
            record(card_changed(card, by.actor, "comments"))
