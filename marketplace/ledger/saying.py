"""A posting in plain words: what it was, and what is asked of who answers it. Names stand as they are: no language bends them."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commons.people.models import Member
from commons.ui.money import som
from marketplace.orders.models import Order

from .models import Posting

Kind = Posting.Kind


@dataclass(frozen=True)
class Said:
    """`who` paid, received or gave it; None where it follows from what was agreed. `amount` is below zero where it was spent."""

    who: Member | None
    title: str
    note: str
    amount: int


def said_of(posting: Posting) -> Said:
    """What it was; of what takes another back, what that was. Read `whole()`; a division `with_costs()`, too."""
    if posting.kind == Kind.DIVISION:
        return _of_division(posting)
    who = _who(posting)
    title, note = _in_words(posting, who)
    notes = [note, _of_order(posting), *_taken_back(posting)]
    amount = -posting.amount if posting.kind == Kind.COST or posting.is_payback else posting.amount
    return Said((posting.is_payback and posting.to) or who, title, " · ".join(filter(None, notes)), amount)


def _of_division(posting: Posting) -> Said:
    """What it was divided from, and when they agreed to that. A cost is shared below zero: above, it was taken back."""
    order, words, of = posting.order, posting.cost_words, []
    title = words or (order.listing.title if order else posting.get_kind_display())
    if words or order is None:
        of = [str(Kind.COST.label), *([pgettext("money", "taken back")] if posting.amount > 0 else [])]
    if order is not None:
        of.append(_number_of(order))
    return Said(None, title, " · ".join([*of, _as_agreed(posting)]), posting.amount)


def _as_agreed(posting: Posting) -> str:
    """By which agreement, and since when it was in force: another may be by now."""
    agreement = posting.agreement
    if agreement is None or agreement.in_force_at is None:
        return _("Shared as agreed")
    day = date_format(localtime(agreement.in_force_at), "SHORT_DATE_FORMAT")
    return _("Shared by agreement %(number)s of %(day)s") % {"number": agreement.number, "day": day}


def question_of(posting: Posting, member: Member) -> str:
    """What is asked of her, whole: who says so, how much, for what."""
    who = _who(posting)
    name = posting.by.name if posting.by else who.name
    said = {"name": name, "amount": som(abs(posting.amount)), "who": who.name, "to": posting.to.name if posting.to else ""}
    if posting.is_reversal:
        what = said_of(posting).title
        return _("%(name)s says that this was a mistake, and takes it back: %(what)s, %(amount)s") % {**said, "what": what}
    if posting.kind == Kind.SALE and posting.by_id != who.pk:
        more = {"what": said_of(posting).title, "order": _of_order(posting)}
        return _("%(name)s says that it was so: %(what)s, %(amount)s. %(order)s") % {**said, **more}
    if posting.kind == Kind.SALE and posting.amount < 0:
        return _("%(name)s says that she gave %(amount)s back to the customer. %(order)s") % {**said, "order": _of_order(posting)}
    if posting.kind == Kind.SALE:
        return _("%(name)s says that she received %(amount)s. %(order)s") % {**said, "order": _of_order(posting)}
    if posting.kind == Kind.COST:
        return _("%(name)s says that she paid %(amount)s: %(words)s") % {**said, "words": posting.words}
    return _of_giving(posting, member, who) % said


def _of_giving(posting: Posting, member: Member, giver: Member) -> str:
    said_by_giver = posting.by_id == giver.pk
    if posting.is_payback:
        if posting.to_id == giver.pk:
            return _("%(name)s says that she put back %(amount)s, which were too much")
        if posting.to_id == posting.by_id and giver.pk == member.pk:
            return _("%(name)s says that she gave back to you %(amount)s, which was too much")
        return _("%(name)s says that %(amount)s were given back, as too much: %(to)s → %(who)s")
    if posting.kind == Kind.PAYOUT:
        if posting.to_id == giver.pk:
            return _("%(name)s says that she took %(amount)s of what is hers")
        if posting.to_id == member.pk:
            return _("%(name)s says that she gave you %(amount)s of what is yours")
        return _("%(name)s says that she paid out %(amount)s to her who has left: %(to)s")
    if said_by_giver and posting.to_id == member.pk:
        return _("%(name)s says that she handed %(amount)s of your shared money to you")
    return _("%(name)s says that %(amount)s of your shared money was handed on: %(who)s → %(to)s")


def _in_words(posting: Posting, who: Member) -> tuple[str, str]:
    name, is_herself = who.name, posting.to_id == who.pk
    said = {"name": name, "to": posting.to.name if posting.to else "", "words": posting.words}
    if posting.kind == Kind.COST:
        title = _("%(name)s paid: %(words)s") % said
        return title, pgettext("money", "her own money") if posting.is_her_own else pgettext("money", "out of the shared money")
    if posting.kind == Kind.SALE:
        is_given_back = (posting.amount < 0) != posting.turns_signs
        return (_("%(name)s gave money back") if is_given_back else _("%(name)s received money")) % said, ""
    if posting.kind == Kind.HANDOVER:
        return f"{name} → {posting.to}", pgettext("money", "handed on")
    if posting.is_payback and is_herself:
        return _("%(name)s put back what was too much") % said, ""
    if posting.is_payback:
        return f"{posting.to} → {name}", pgettext("money", "given back, as too much")
    if is_herself:
        return _("%(name)s took what is hers") % said, ""
    return f"{name} → {posting.to}", pgettext("money", "what is hers, paid out")


def _who(posting: Posting) -> Member:
    """Whose hands it went through: the legs say, also of what takes it back."""
    women = [leg.member for leg in posting.legs.all() if leg.member]
    return next((woman for woman in women if woman.pk != posting.to_id), women[0])


def _of_order(posting: Posting) -> str:
    if posting.order is None:
        return ""
    return f"{_number_of(posting.order)}, {posting.order.listing.title}"


def _number_of(order: Order) -> str:
    return _("Order %(number)s") % {"number": order.pk}


def _taken_back(posting: Posting) -> list[str]:
    """By whom; what takes back such a taking back says that it was so."""
    if posting.reverses is None:
        return []
    if posting.by_id == posting.reverses.by_id and posting.state == Posting.State.CONFIRMED and posting.answered_by_id is None:
        return [_("the customer says that it isn't so")]
    says = _("stays as it was: %(name)s") if posting.reverses.is_reversal else _("taken back: %(name)s")
    return [says % {"name": posting.by.name if posting.by else ""}]
