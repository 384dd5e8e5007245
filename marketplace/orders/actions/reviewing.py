"""The maker's answer to what was said of her work."""

from django.utils import timezone

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Member

from ..facts import ReviewAnswered
from ..fulfilment import Who
from ..models import Order, Review
from .moving import facts_of
from .preparing.asked import clean_words


def answer_review(order: Order, maker: Member, words: str) -> None:
    """Once, under the review, for everyone to read. Raises Refused `forbidden` for anyone else, or twice; `invalid` without words."""
    fresh = Order.objects.whole().get(pk=order.pk)
    answer = clean_words(words)
    if fresh.shop.member_id != maker.pk:
        raise Refused("forbidden")
    if not answer:
        raise Refused("invalid")
    with atomic():
        if not Review.objects.filter(order=fresh, answered_at=None).update(answer=answer, answered_at=timezone.now()):
            raise Refused("forbidden")
        record(*facts_of(fresh, ReviewAnswered.name, maker, Who.MAKER, {}))
