"""What is beside people and chat, for every standing and role: addresses, the admin, streams over the socket and live pages.

A new address, app, protocol, stream or table of the admin that isn't in these lists fails.
"""

import asyncio
import urllib.error
import urllib.request
from contextlib import AsyncExitStack
from uuid import uuid4

import pytest
from django.contrib import admin
from django.urls import get_resolver
from django.utils import timezone

from tests.servers.phone import Phone
from tests.standings import EVERYONE, MEMBERS, OSH, cookie_in

HERE = EVERYONE - {"suspended"}

# method and address → who gets it; the suspended find the page that says so
ADDRESSES = {
    ("get", "/"): HERE,
    ("get", "/language/"): EVERYONE,
    ("post", "/language/"): EVERYONE,
    ("get", "/saving/"): HERE,
    ("post", "/saving/"): HERE,
    ("get", "/offline/"): EVERYONE,
    ("get", "/service-worker.js"): EVERYONE,
    ("get", "/manifest/ky/"): HERE,
    ("get", "/robots.txt"): EVERYONE,
    ("get", "/favicon.ico"): EVERYONE,
    ("get", "/healthz"): EVERYONE,
    ("get", "/readyz"): EVERYONE,
    ("get", "/demo/"): EVERYONE,
    ("get", "/admin/"): {"staff"},
}
LISTED_HERE = {("", "commons.ui.urls"), ("", "commons.realtime.urls"), ("demo/", "commons.people.demo_urls")}
# in people/test_opening_pages.py, test_who_may_what.py, marketplace/, events/, media/test_giving_out.py and notify/test_opening_pages.py
LISTED_ELSEWHERE = {
    ("", "commons.people.urls"),
    ("chats/", "chat.urls"),
    ("market/orders/", "marketplace.orders.urls"),
    ("market/together/", "marketplace.boards.urls"),
    ("market/together/", "marketplace.ledger.urls"),
    ("market/", "marketplace.catalog.urls"),
    ("events/", "events.urls"),
    ("media/", "commons.media.urls"),
    ("", "commons.notify.urls"),
}
WITHOUT_A_DOOR = {"nobody.knows", "people.guest"}
TABLES = {"people", "journal", "auth", "account"}  # by app

# stream → who may follow it; {osh}, {aizada}, {listing} and {shop} are ids; of the orders at Aizada's {order} is hers whom "trusted" is,
# {disputed} begimai's, for whom the ambassador ordered, {guests} and {others} are of the two guests; each has its room to talk;
# the coordinator looks after Aizada's way {home}; Aizada and begimai hold the gatherings, the seats are of "trusted" and of the guest;
# in {venture} aizada is a steward, begimai a partner, "trusted" a guest
STREAMS = {
    "people.member:{aizada}": {"aizada"},
    "chat.rooms:{aizada}": {"aizada"},
    "notify.bell:{aizada}": {"aizada"},
    "notify.bell:0": set(),
    "people.lab:{osh}": {"coordinator", "staff"},
    "people.lab:{batken}": {"elsewhere", "staff"},
    "people.guest:{guest}": set(),
    "chat.room:{lab_room}": OSH,
    "chat.room:{order_room}": {"aizada", "trusted"},
    "chat.room:{disputed_room}": {"aizada", "begimai", "ambassador", "coordinator", "staff"},
    "chat.room:{guests_room}": {"aizada", "guest"},
    "chat.room:{others_room}": {"aizada", "another guest"},
    "marketplace.listing:{listing}": HERE - {"blocked"},
    "marketplace.shop:{shop}": HERE - {"blocked"},
    "marketplace.order:{order}": {"aizada", "trusted"},
    "marketplace.order:{disputed}": {"aizada", "begimai", "ambassador", "coordinator", "staff"},
    "marketplace.order:{guests}": {"aizada", "guest"},
    "marketplace.order:{others}": {"aizada", "another guest"},
    "marketplace.payments:{order}": {"aizada", "trusted"},
    "marketplace.payments:{disputed}": {"aizada", "begimai", "coordinator", "staff"},
    "marketplace.payments:{guests}": {"aizada", "guest"},
    "marketplace.payments:{others}": {"aizada", "another guest"},
    "marketplace.orders:{shop}": {"aizada"},
    "marketplace.homecoming:{home}": {"aizada", "coordinator"},
    "marketplace.venture:{venture}": {"aizada", "begimai", "trusted"},
    "marketplace.ledger:{venture}": {"aizada", "begimai"},
    "marketplace.homecoming:0": set(),
    "marketplace.orders:{another_shop}": {"another maker"},
    "events.gathering:{gathering}": HERE - {"blocked"},
    "events.gathering:{members_gathering}": MEMBERS - {"asked", "blocked"},
    "events.live:{gathering}": HERE - {"blocked"},
    "events.live:{members_gathering}": MEMBERS - {"asked", "blocked"},
    "events.live:{womens_gathering}": {"aizada", "begimai", "coordinator", "trusted", "guest"},
    "events.desk:{gathering}": {"aizada", "begimai", "coordinator"},
    "events.seat:{seat}": {"trusted"},
    "events.seat:{guests_seat}": {"guest"},
    "people.member:0": set(),
    "people.lab:0": set(),
    "chat.room:0": set(),
    "marketplace.listing:0": set(),
    "marketplace.shop:0": set(),
    "marketplace.order:0": set(),
    "marketplace.orders:0": set(),
    "marketplace.payments:0": set(),
    "marketplace.venture:0": set(),
    "marketplace.ledger:0": set(),
    "events.gathering:0": set(),
    "events.live:0": set(),
    "events.desk:0": set(),
    "events.seat:0": set(),
    "nobody.knows:1": set(),
}


@pytest.fixture
def streams(cast, guests, open_shop, gatherings, seats):
    """The streams by their real names, and who may follow each."""
    from chat.actions import ensure_rooms, open_room_about
    from chat.models import Room
    from marketplace.orders.models import Homecoming, Order

    ensure_rooms()
    osh = cast["aizada"].lab
    ids = {"aizada": cast["aizada"].pk, "osh": osh.pk, "batken": cast["begimai"].lab_id}
    ids["lab_room"] = Room.objects.get(kind=Room.Kind.LAB, lab=osh).pk
    listing = guests["guest"].listing
    ids |= {"listing": listing.pk, "shop": listing.shop_id, "another_shop": open_shop(cast["another maker"]).pk}
    hers, disputed = (Order.objects.create(**an_order(listing), member=cast[who]) for who in ("trusted", "begimai"))
    Order.objects.filter(pk=disputed.pk).update(state="disputed", revision=1, helper=cast["ambassador"])
    orders = {"order": hers, "disputed": disputed, "guests": guests["guest"], "others": guests["another guest"]}
    ids |= {name: order.pk for name, order in orders.items()}
    ids |= {f"{name}_room": open_room_about(order.stream).pk for name, order in orders.items()}
    way = {"where": "Базар", "phone": "+996555111222", "home_at": timezone.now()}
    ids["home"] = Homecoming.objects.create(order=guests["guest"], member=cast["aizada"], friend=cast["coordinator"], **way).pk
    ids["guest"] = guests["guest"].guest_id
    ids["venture"] = a_venture({"aizada": "steward", "begimai": "partner", "trusted": "guest"}, cast).pk
    ids |= {"gathering": gatherings["open"].pk, "members_gathering": gatherings["members"].pk, "womens_gathering": gatherings["women"].pk}
    ids |= {"seat": seats["trusted"].pk, "guests_seat": seats["guest"].pk}
    return {stream.format(**ids): women for stream, women in STREAMS.items()}


def a_venture(roles, cast):
    """One in which they are this."""
    from marketplace.boards.models import Partner, Venture

    venture = Venture.objects.create(key=uuid4(), titles={"ky": "Той мезгили"}, lab=cast["aizada"].lab)
    Partner.objects.bulk_create([Partner(venture=venture, member=cast[who], role=role) for who, role in roles.items()])
    return venture


def an_order(listing):
    """What an order of this is made of."""
    return {"key": uuid4(), "shop": listing.shop, "listing": listing, "lab": listing.lab, "kind": listing.kind}


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "address"), ADDRESSES)
def test_an_address_is_for_those_it_is_for(method, address, browsers):
    got_it = set()
    for who, browser in browsers.items():
        answer = getattr(browser, method)(address, {"language": "ru"} if method == "post" else {})
        assert answer.status_code in (200, 302, 403), (who, answer.status_code)
        if answer.status_code == 200 or (answer.status_code == 302 and "login" not in answer["Location"]):
            got_it.add(who)
    assert got_it == ADDRESSES[method, address]


@pytest.mark.django_db
def test_every_table_of_the_admin_is_for_staff(browsers):
    for model in admin.site._registry:
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert {who for who, browser in browsers.items() if browser.get(address).status_code == 200} == {"staff"}, address


@pytest.mark.both_databases
def test_a_stream_is_for_those_it_is_for(served, browsers, streams):
    phones = {who: Phone((served,), cookie_in(browser)) for who, browser in browsers.items()}
    entered = asyncio.run(enter_every_stream(phones, streams))
    for stream, women in streams.items():
        assert {who for who in EVERYONE if (who, stream) in entered} == women, stream


async def enter_every_stream(phones, streams):
    """Who was let in where."""
    async with AsyncExitStack() as stack:
        for phone in phones.values():
            await stack.enter_async_context(phone)
        entered = set()
        for who, phone in phones.items():
            await phone.until(lambda phone=phone: phone.hello or phone.got("bye", code="suspended"))
            if phone.hello:
                entered |= {(who, stream) for stream in streams if (await phone.enter(stream)).state != "refused"}
    return entered


@pytest.mark.both_databases
def test_a_live_page_is_for_those_it_is_for(served, browsers, streams):
    for stream, women in streams.items():
        answers = {who: live(served, cookie_in(browser), stream) for who, browser in browsers.items()}
        public = {"suspended"} if "stranger" in women else set()  # on a live page she who is suspended is a stranger
        assert {who for who, status in answers.items() if status == 200} == women | public, stream
        assert set(answers.values()) <= {200, 403}


def live(product, cookie: str | None, stream: str) -> int:
    """The status of a live page of this stream, which is left at once."""
    request = urllib.request.Request(f"{product.url}/live/?stream={stream}", headers={"Cookie": f"sessionid={cookie}"} if cookie else {})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as refusal:
        return refusal.code


def test_every_address_protocol_and_stream_is_in_a_list():
    from commons.realtime import doors
    from deploy.asgi import application
    from deploy.serving import LIVE

    included = {(str(route.pattern), getattr(route.urlconf_name, "__name__", "admin")) for route in get_resolver().url_patterns}
    assert included == LISTED_HERE | LISTED_ELSEWHERE | {("admin/", "admin")}
    routes = {f"/{prefix}{route.pattern}" for prefix, module in LISTED_HERE for route in get_resolver(module).url_patterns}
    assert {address.replace("/ky/", "/<slug:language>/") for _, address in ADDRESSES} == routes | {"/admin/"}
    assert application.application_mapping.keys() == {"http", "websocket", "lifespan"}
    assert LIVE == "/live/"
    known = {kind for kind in doors._doors if not kind.startswith("tests.")}
    assert known | WITHOUT_A_DOOR == {stream.partition(":")[0] for stream in STREAMS}
    assert {model._meta.app_label for model in admin.site._registry} == TABLES
