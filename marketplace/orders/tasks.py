"""What a maker does with an order, each under a noun in its address; which of them are hers now follows from the table."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.ui.money import som

from .fulfilment import TABLE, State
from .models import Order, PaymentLine, Review
from .words import is_visit

SHOWN_IN = (State.CONFIRMED, State.IN_PROGRESS)  # when there is something to show of how it comes along


@dataclass(frozen=True)
class Task:
    """`line` is the table's, or empty where the order doesn't move; what is `direct` needs no more than the press of a button."""

    noun: str
    line: str
    word: Promise | str
    icon: str
    direct: bool = False
    states: tuple[State, ...] = ()

    def is_open(self, order: Order) -> bool:
        """Whether the order stands where it can be done, and it wasn't as often as it may be."""
        if order.state not in (TABLE[self.line].before if self.line else self.states):
            return False
        return waits_for_answer(order) if self.noun == "answer" else not done_enough(order, self.line)


TASKS = {
    task.noun: task
    for task in (
        Task("price", "quote", _("Send a price"), "tag"),
        Task("later", "postpone", _("Not today"), "clock", direct=True),
        Task("advance", "confirm", _("Go on without the advance"), "check"),
        Task("beginning", "start", _("I begin"), "play", direct=True),
        Task("progress", "", _("Show how it comes along"), "camera", states=SHOWN_IN),
        Task("handing-over", "deliver", _("Handed over"), "package-check"),
        Task("answer", "", _("Answer the review"), "message-circle", states=(State.COMPLETED,)),
        Task("decline", "decline", _("I can't take it"), "x"),
    )
}
FIRST = {
    State.REQUESTED: "price",
    State.ACCEPTED: "advance",
    State.CONFIRMED: "beginning",
    State.IN_PROGRESS: "handing-over",
}
CALLED = Task("call", "", _("I have called"), "phone", direct=True)


def as_said(task: Task, order: Order) -> Task:
    """In the word of the order's trade: nobody hands a trip over."""
    return replace(task, word=_("It is over")) if task.line == "deliver" and is_visit(order) else task


def tasks_of(order: Order) -> list[Task]:
    """Hers now, the one next first; to answer a call that is asked for comes before all."""
    found = [as_said(task, order) for task in TASKS.values() if task.is_open(order)]
    first = FIRST.get(State(order.state), "")
    found.sort(key=lambda task: task.noun != first)
    return [CALLED, *found] if order.wants_call_at and order.is_open else found


def next_task(order: Order) -> Task | None:
    """The one next thing to do, without a query; None where she looks at the order itself, or waits for the customer."""
    if order.wants_call_at and order.is_open:
        return CALLED
    if any(getattr(order, waits, None) for waits in ("has_proposal", "has_claim", "to_give_back")):
        return None
    noun = "price" if getattr(order, "is_bounced", False) else FIRST.get(State(order.state))
    return as_said(TASKS[noun], order) if noun and order.state != State.ACCEPTED else None


def asks_of_money(order: Order, line: PaymentLine) -> bool:
    """Whether the next word about this money, which isn't confirmed, is the maker's: has it come, and did she give it back?"""
    if line.is_refund:
        return not line.is_claimed
    if line.is_claimed or order.state in (State.DELIVERED, State.COMPLETED):
        return True
    return order.state == State.ACCEPTED and line.purpose == PaymentLine.Purpose.DEPOSIT


def waits_for_answer(order: Order) -> bool:
    """Whether there is a review that she hasn't answered."""
    return Review.objects.filter(order=order, answered_at=None).exists()


def done_enough(order: Order, line: str) -> bool:
    """Whether this line was gone as often as one order allows."""
    most = TABLE[line].most if line else None
    return most is not None and order.steps.filter(name=line).count() >= most


def what_follows(task: Task, order: Order) -> str | Promise:
    """What a task brings that isn't taken back, said before it is done."""
    if task.line != "confirm":
        return ""
    deposits = list(PaymentLine.objects.owed().filter(order=order, purpose=PaymentLine.Purpose.DEPOSIT))
    if any(line.is_claimed for line in deposits):
        return _("The customer says that the advance is paid. If you have it, say “Money received” instead.")
    given = {"amount": som(sum(line.amount for line in deposits))}
    if is_visit(order):
        return _("It is settled at once. The advance of %(amount)s isn't waited for any more: it is paid with the rest.") % given
    return _("The work can begin at once. The advance of %(amount)s isn't waited for any more: it is paid with the rest.") % given
