"""All that a venture's page shows, read in a number of queries that doesn't grow with it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.people.models import Member
from commons.ui.talks import new_about
from marketplace.catalog.sharing import shared

from .facts import SHOWN
from .joint import joint_of
from .may import Role, keeps, may_offer, role_in, works_in
from .models import Card, Offer, Partner, Venture
from .sections import followed_in, sections_of, told_in, turn_elsewhere
from .turns import Standing, turn_of

KIND_ICONS = {
    Offer.Kind.TALENT: "scissors",
    Offer.Kind.TOOL: "wrench",
    Offer.Kind.PLACE: "house",
    Offer.Kind.HOURS: "clock",
    Offer.Kind.CASH: "banknote",
}
KINDS = [(kind.value, kind.label, icon) for kind, icon in KIND_ICONS.items()]
FACTS = " ".join(name for name, (what, _ids) in SHOWN.items() if what in ("venture", "offer", "partner"))


def page_of(request: HttpRequest, member: Member, venture: Venture, refused: Refused | None = None) -> dict[str, Any]:
    """The context of the page, and of the part of it that is fetched again when something happens."""
    role, is_keeper = role_in(member, venture), keeps(member, venture)
    followed = {venture.stream: FACTS, **followed_in(venture, role)}
    heads = [head(stream) for stream in followed]
    women = list(Partner.objects.standing().filter(venture=venture).select_related("member__lab"))
    offers = list(Offer.objects.filter(venture=venture).exclude(state__in=GONE).select_related("member__lab"))
    hers = [one for one in offers if one.member_id == member.pk and one.state in Offer.OPEN]
    asks = is_keeper and not venture.is_closed
    waiting = [one for one in offers if one.state == Offer.State.MADE] if asks else []
    told = told_in(request, member, venture, role)
    elsewhere = turn_elsewhere(told) if works_in(role) else None
    at = Standing(venture, role, is_keeper, may_offer(member, venture), women, waiting, hers, _cards_of(member, venture), elsewhere)
    turn = turn_of(at)
    return {
        "venture": venture,
        "member": member,
        "role": role,
        "keeps": is_keeper,
        "works": works_in(role),
        "is_guest": role == Role.GUEST,
        "may_offer": at.may_offer,
        "turn": turn,
        "women": [(one, [offer for offer in offers if _is_brought(offer, one)]) for one in women],
        "waiting": [one for one in waiting if one is not turn.offer],
        "invited": [one for one in offers if one.state == Offer.State.INVITED] if asks else [],
        "kinds": KINDS,
        "joint": joint_of(member, venture, role),
        "sections": sections_of(request, told),
        "ways": _ways(member, venture) if role else [],
        "stewards": sum(one.is_steward for one in women),
        "refused": refused.message if refused else "",
        **shared(venture.title, reverse("boards:venture", args=[venture.pk])),
        "streams": " ".join(followed),
        "heads": " ".join(map(str, heads)),
        "facts": " ".join(followed.values()),
    }


GONE = (Offer.State.DECLINED, Offer.State.WITHDRAWN)


def _is_brought(offer: Offer, by: Partner) -> bool:
    return offer.member_id == by.member_id and offer.state == Offer.State.ACCEPTED and bool(offer.kind)


def _cards_of(member: Member, venture: Venture) -> int:
    """How many cards are hers to do."""
    return Card.objects.standing().filter(venture=venture, women__member=member).count()


def _ways(member: Member, venture: Venture) -> list[dict[str, Any]]:
    """Where those who are in it go from here."""
    return [
        {"name": _("Board"), "url": reverse("boards:board", args=[venture.pk]), "icon": "kanban", "n": 0},
        {
            "name": _("Talk about it"),
            "url": reverse("chat:about", args=[venture.stream]),
            "icon": "message-circle",
            "n": new_about(member, venture.stream),
        },
    ]
