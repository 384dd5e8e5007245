"""Telling the others: who is to know of what happens in a venture, and as what."""

from commons.journal.listening import on
from commons.journal.models import Entry
from commons.notify.actions import notify
from commons.people.streams import member_actor
from marketplace.catalog.models import Shop

from . import notices
from .models import Partner


def stewards(entry: Entry) -> list[str]:
    found = Partner.objects.stewards().filter(venture=entry.data["venture"])
    return [member_actor(pk) for pk in found.values_list("member", flat=True)]


@on("marketplace.offer.made")
def tell_the_stewards(entry: Entry) -> None:
    """Somebody waits for their answer; what a partner brings is no question."""
    if not Partner.objects.working().filter(venture=entry.data["venture"], member=entry.data["member"]).exists():
        notify(entry, stewards(entry), notices.OFFERED)


@on("marketplace.offer.asked")
def tell_her_who_is_invited(entry: Entry) -> None:
    notify(entry, member_actor(entry.data["member"]), notices.INVITED)


@on("marketplace.offer.accepted")
def tell_that_it_is_accepted(entry: Entry) -> None:
    """Her who offered; the stewards, where she accepted their invitation: whoever did it isn't told."""
    notify(entry, member_actor(entry.data["member"]), notices.ACCEPTED)
    notify(entry, stewards(entry), notices.JOINED)


@on("marketplace.offer.declined")
def tell_that_it_is_declined(entry: Entry) -> None:
    """Her who offered; she who declines an invitation tells nobody more than the page shows."""
    notify(entry, member_actor(entry.data["member"]), notices.DECLINED)


@on("marketplace.card.assigned")
def tell_whose_card_it_is(entry: Entry) -> None:
    if entry.data["on"]:
        notify(entry, member_actor(entry.data["member"]), notices.CARD)


@on("marketplace.shop.entrusted")
def tell_who_answers_now(entry: Entry) -> None:
    """Her to whom the shop of a venture was handed over."""
    shop = Shop.objects.filter(pk=entry.data["shop"]).first()
    if shop is not None:
        notify(entry, member_actor(entry.data["member"]), notices.ANSWERS, about=shop.venture)
