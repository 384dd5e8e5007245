"""What those say of it who were there."""

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Guest, Member
from commons.people.texts import clean_lines

from ..facts import FeedbackChanged, FeedbackGiven
from ..may import may_say_how_it_was
from ..models import Feedback, Seat
from ..models.feedback import LONGEST
from .counting import told


def say_how_it_was(seat: Seat, who: Member | Guest, face: int, again: str, words: str = "") -> Feedback:
    """Three answers, which she may change for some days. The same twice is once.

    Raises Refused `forbidden` for whose seat it isn't; `conflict` where it isn't asked, or not any more; `invalid`, `too_long`.
    """
    if who.actor != seat.holder.actor:
        raise Refused("forbidden")
    seat = Seat.objects.whole().get(pk=seat.pk)
    if not may_say_how_it_was(seat):
        raise Refused("conflict")
    if face not in (1, 2, 3) or again not in Feedback.Again.values:
        raise Refused("invalid")
    said = {"face": face, "again": again, "words": clean_lines(words, LONGEST)}
    with atomic():
        Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)  # what she sends twice at once is written one after the other
        known = Feedback.objects.filter(seat=seat).first()
        if known is not None and said == {name: getattr(known, name) for name in said}:
            return known
        given, _fresh = Feedback.objects.update_or_create(seat=seat, defaults=said)
        fact = FeedbackGiven if known is None else FeedbackChanged
        record(told(seat, fact, who.actor))
    return given
