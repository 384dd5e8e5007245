"""Lines of the table as tests go them: each by the one who usually does, with what it needs."""

from datetime import timedelta

from django.utils import timezone

from commons.media.pictures import PreparedPicture
from marketplace.orders.actions import LineDraft, transition
from marketplace.orders.fulfilment import TABLE, Who
from marketplace.orders.may import ITSELF
from marketplace.orders.models import Order

PROOF = PreparedPicture(2, 2, "#a03030", {320: b"RIFF"})

WITHOUT_DETAILS = {
    "quote": lambda order: {"lines": [LineDraft("", 1, 480_000)], "due_on": timezone.localdate() + timedelta(days=9), "deposit_percent": 0},
    "accept": lambda order: {"revision": order.revision},
    "review": lambda order: {"on_time": 5, "as_agreed": 4, "again": 5},
}
REASONS = {
    "decline": "busy",
    "withdraw": "price",
    "cancel": "changed_mind",
    "propose_to_cancel": "ill",
    "dispute": "late",
    "ask_changes": "fit",
}


def who_goes(order, name):
    """Who usually goes this line."""
    part = TABLE[name].who[0]
    if name in ("agree_to_cancel", "refuse_to_cancel"):
        part = Who.MAKER if order.proposals.get(answered_at=None).part == Who.CUSTOMER else Who.CUSTOMER
    return {Who.MAKER: order.maker, Who.CUSTOMER: order.customer, Who.ITSELF: ITSELF}[part]


def step(order, name, who=None, version=None, **details):
    """One line, with what it needs where that isn't given."""
    needed = WITHOUT_DETAILS[name](order) if name in WITHOUT_DETAILS else {}
    reason = details.pop("reason", REASONS.get(name, ""))
    words = details.pop("words", "")
    who, version = who or who_goes(order, name), order.version if version is None else version
    return transition(order, name, who, version, reason=reason, words=words, **{**needed, **details})


WAYS = {
    "requested": (),
    "quoted": ("quote",),
    "accepted": ("quote with advance", "accept"),
    "confirmed": ("quote", "accept"),
    "in_progress": ("quote", "accept", "start"),
    "delivered": ("quote", "accept", "start", "deliver"),
    "completed": ("quote", "accept", "start", "deliver", "complete"),
    "declined": ("decline",),
    "withdrawn": ("withdraw",),
    "expired": ("expire",),
    "cancelled": ("quote", "accept", "cancel"),
    "disputed": ("quote", "accept", "start", "dispute"),
}


def bring(order, state):
    """The order, brought to this state."""
    for name in WAYS[state]:
        order = step(order, "quote", deposit_percent=30) if name == "quote with advance" else step(order, name)
    assert order.state == state
    return order


def fresh(order):
    """The order as it is now."""
    return Order.objects.whole().get(pk=order.pk)


def line(order, purpose="balance"):
    """What is still to be paid of it."""
    return order.payments.get(purpose=purpose, void_at=None, confirmed_at=None)
