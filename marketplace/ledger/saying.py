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
    title, note = _in_words(posting, who.name)
    notes = [note, _of_order(posting), *_taken_back(posting)]
    return Said(who, title, " · ".join(filter(None, notes)), -posting.amount if posting.kind == Kind.COST else posting.amount)


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
    """When that agreement came into force: another may be by now."""
    at = posting.agreement and posting.agreement.in_force_at
    return _("Shared as agreed on %(day)s") % {"day": date_format(localtime(at), "SHORT_DATE_FORMAT")} if at else _("Shared as agreed")


def question_of(posting: Posting, member: Member) -> str:
    """What is asked of her, whole: who says so, how much, for what."""
    who = _who(posting)
    name = posting.by.name if posting.by else who.name
    said = {"name": name, "amount": som(abs(posting.amount)), "who": who.name, "to": posting.to.name if posting.to else ""}
    if posting.is_reversal:
        what = said_of(posting).title
        return _("%(name)s says that this was a mistake, and takes it back: %(what)s, %(amount)s") % {**said, "what": what}
    if posting.kind == Kind.SALE:
        return _("%(name)s says that she received %(amount)s. %(order)s") % {**said, "order": _of_order(posting)}
    if posting.kind == Kind.COST:
        return _("%(name)s says that she paid %(amount)s: %(words)s") % {**said, "words": posting.words}
    return _of_giving(posting, member, who) % said


def _of_giving(posting: Posting, member: Member, giver: Member) -> str:
    said_by_giver = posting.by_id == giver.pk
    if posting.kind == Kind.PAYOUT:
        if posting.to_id == giver.pk:
            return _("%(name)s says that she took %(amount)s of what is hers")
        if posting.to_id == member.pk:
            return _("%(name)s says that she gave you %(amount)s of what is yours")
        return _("%(name)s says that she paid out %(amount)s to her who has left: %(to)s")
    if said_by_giver and posting.to_id == member.pk:
        return _("%(name)s says that she handed %(amount)s of your shared money to you")
    return _("%(name)s says that %(amount)s of your shared money was handed on: %(who)s → %(to)s")


def _in_words(posting: Posting, name: str) -> tuple[str, str]:
    said = {"name": name, "to": posting.to.name if posting.to else "", "words": posting.words}
    if posting.kind == Kind.COST:
        title = _("%(name)s paid: %(words)s") % said
        return title, pgettext("money", "her own money") if posting.is_her_own else pgettext("money", "out of the shared money")
    if posting.kind == Kind.SALE:
        is_given_back = (posting.amount < 0) != posting.is_reversal
        return (_("%(name)s gave money back") if is_given_back else _("%(name)s received money")) % said, ""
    if posting.kind == Kind.HANDOVER:
        return f"{name} → {posting.to}", pgettext("money", "handed on")
    if posting.to and posting.to.name == name:
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
    if not posting.is_reversal:
        return []
    return [_("taken back: %(name)s") % {"name": posting.by.name if posting.by else ""}]
