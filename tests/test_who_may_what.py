"""Every address and verb of the rooms, for every standing and role; a new one that isn't in these lists fails.

The pages of people have their own list in tests/people/test_opening_pages.py, what is beside both in tests/test_who_may_come_in.py.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from tests.servers.phone import Phone, Refusal
from tests.standings import EVERYONE, MEMBERS, OSH, VOUCHED, cookie_in

ENTER = {"welcome": OSH | {"invited"}, "lab": OSH, "network": VOUCHED, "craft": VOUCHED, "direct": {"aizada", "begimai"}}
ENTER |= {"venture": {"aizada", "begimai", "trusted"}}
ENTER |= {"order": {"aizada", "trusted"}, "guests order": {"aizada"}}  # a guest reads and writes at `about/`, and may follow
FOLLOW = {**ENTER, "guests order": {"aizada", "guest"}}
MODERATE = {"welcome": {"coordinator", "staff"}, "lab": {"coordinator", "staff"}, "network": {"coordinator", "elsewhere", "staff"}}
MODERATE |= {"craft": MODERATE["network"], "direct": set(), "order": set(), "guests order": set(), "venture": set()}
SEE = {kind: women - {"blocked"} for kind, women in ENTER.items()}  # Aizada's message, whom she blocked
OF_WOMEN = {**ENTER, "order": set(), "guests order": set()}  # where the maker is who her shop says she is, and the sides are seated
TAKEN = {**OF_WOMEN, "venture": set()}  # by who comes into it, where it is found
NOBODY: dict[str, set[str]] = {kind: set() for kind in ENTER}

# name of the address → who may GET it, who may POST to it; None where that isn't a thing to do
IN_A_ROOM = {
    "room": (ENTER, None),
    "members": (OF_WOMEN, None),
    "row": ({**ENTER, "craft": {"aizada"}}, None),  # of a craft room those who have the craft or took a seat
    "read": (None, ENTER),
    "read-page": (ENTER, None),
    "messages": (None, ENTER),
    "message": (SEE, {kind: {"aizada"} for kind in ENTER}),
    "removal": (None, {kind: women | {"aizada"} for kind, women in MODERATE.items()}),
    "reaction": (None, SEE),
    "member-removal": (None, MODERATE),
    "member-return": (None, MODERATE),
    "seat": (None, TAKEN),
    "seat-removal": (None, {**NOBODY, "craft": ENTER["craft"]}),
}
ELSEWHERE = {
    "rooms": (MEMBERS, None),
    "welcome": (MEMBERS, None),
    "find": (VOUCHED, {"coordinator", "elsewhere", "staff"}),
    "direct": (None, VOUCHED - {"begimai", "under_18"}),
}
# the talk about a guest's order, whose maker is led on to her room; the guest's words, to take back; and what either has read
ABOUT = {"about": ({"aizada", "guest"}, {"aizada", "guest"}), "about-removal": (None, {"guest"})}
ABOUT["about-reading"] = (None, {"aizada", "guest"})
VERBS = {
    "chat.post": (ENTER, {"body": "Салам"}),
    "chat.read": (ENTER, {"upto": 1}),
    "chat.react": (SEE, {"emoji": "👍", "on": True}),
    "chat.edit": ({kind: {"aizada"} for kind in ENTER}, {"body": "Салам!"}),
    "chat.remove": ({kind: women | {"aizada"} for kind, women in MODERATE.items()}, {}),
}
FORM = {"body": "Салам", "upto": "1", "emoji": "👍", "name_ky": "Килем"}


@pytest.fixture
def rooms(cast, guests):
    """A room of each kind with a message of Aizada's in it."""
    from chat.actions import ensure_rooms, open_direct, open_room_about, post_message
    from chat.models import Message, Room
    from marketplace.orders.actions import Wish, place_order

    ensure_rooms()
    found = {kind: Room.objects.get(kind=kind, lab=cast["aizada"].lab) for kind in ("welcome", "lab")}
    found |= {"network": Room.objects.get(kind="network"), "craft": Room.objects.get(craft__slug="sewing")}
    found["direct"] = open_direct(cast["aizada"], cast["begimai"].pk)
    order = place_order(guests["guest"].listing, cast["trusted"], Wish(brief="Кызыл"), uuid4()).order
    found["order"] = open_room_about(order.stream, [cast["aizada"].pk, cast["trusted"].pk])
    found["venture"] = a_venture_with({"aizada": "steward", "begimai": "partner", "trusted": "guest"}, cast)
    found["guests order"] = open_room_about(guests["guest"].stream, [cast["aizada"].pk])
    return {
        kind: (room, Message.objects.get(room=room, seq=post_message(cast["aizada"], room.pk, uuid4(), "Салам")))
        for kind, room in found.items()
    }


def a_venture_with(roles, cast):
    """The room of one in which they are this, where all of them sit."""
    from chat.actions import open_room_about, seat_about
    from marketplace.boards.models import Partner, Venture

    venture = Venture.objects.create(key=uuid4(), titles={"ky": "Той мезгили"}, lab=cast["aizada"].lab)
    Partner.objects.bulk_create([Partner(venture=venture, member=cast[who], role=role) for who, role in roles.items()])
    for who in roles:
        seat_about(venture.stream, cast[who].pk)
    return open_room_about(venture.stream)


@pytest.fixture
def removable(cast, rooms):
    """In each room a message of Aizada's for each of them to try and remove, by kind and name."""
    from chat.actions import Draft, post_messages
    from chat.models import Message

    whose = [(kind, who) for kind in rooms for who in EVERYONE]
    seqs = post_messages([Draft(cast["aizada"], rooms[kind][0].pk, uuid4(), f"Салам, {who}") for kind, who in whose])
    return {(kind, who): Message.objects.get(room=rooms[kind][0], seq=seq).pk for (kind, who), seq in zip(whose, seqs, strict=True)}


@pytest.fixture
def ask(browsers):
    """Whether she may: `ask("aizada", "get", "/chats/7/")`."""

    def ask(who: str, method: str, address: str, **said: object) -> bool:
        answer = getattr(browsers[who], method)(address, {**FORM, **said, "key": str(uuid4())} if method == "post" else {})
        assert answer.status_code in (200, 204, 302, 303, 403, 404, 422), (answer.status_code, address)
        to_the_door = answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
        return answer.status_code in (200, 302, 303) and not to_the_door

    return ask


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ENTER)
def test_an_address_in_a_room_is_for_those_it_is_for(kind, cast, rooms, ask, make_member):
    room, message = rooms[kind]
    someone = make_member("Нуржан").pk if kind != "direct" else cast["begimai"].pk
    which = {"message": message.pk, "removal": message.pk, "reaction": message.pk, "member-removal": someone, "member-return": someone}
    which["read-page"] = 1
    aizada_last = sorted(EVERYONE, key=lambda who: who == "aizada")
    for name, allowed in IN_A_ROOM.items():
        address = reverse(f"chat:{name}", args=[room.pk, which[name]] if name in which else [room.pk])
        for method, women in zip(("get", "post"), allowed, strict=True):
            if women is not None:
                assert tried(aizada_last, lambda who, to=(method, address): ask(who, *to)) == women[kind], (name, method)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ELSEWHERE)
def test_an_address_beside_the_rooms_is_for_those_it_is_for(name, cast, rooms, ask):
    address = reverse(f"chat:{name}", args=[cast["begimai"].pk] if name == "direct" else [])
    for method, women in zip(("get", "post"), ELSEWHERE[name], strict=True):
        if women is not None:
            assert tried(sorted(EVERYONE), lambda who, to=(method, address): ask(who, *to)) == women


@pytest.mark.django_db
@pytest.mark.parametrize("name", ABOUT)
def test_the_talk_about_an_order_is_for_those_it_is_for(name, guests, rooms, ask):
    from chat.actions import post_as_guest
    from chat.models import Message

    room, _ = rooms["guests order"]
    seq = post_as_guest(guests["guest"].guest, room.pk, uuid4(), "Салам")
    address = reverse(f"chat:{name}", args=[room.about])
    said = {"id": Message.objects.get(room=room, seq=seq).pk, **({"body": ""} if name == "about-removal" else {})}
    for method, women in zip(("get", "post"), ABOUT[name], strict=True):
        if women is not None:
            assert tried(sorted(EVERYONE), lambda who, to=(method, address): ask(who, *to, **said)) == women


def tried(women: Iterable[str], may: Callable[[str], bool]) -> set[str]:
    """Who of them may; whatever they did meanwhile is undone."""
    with transaction.atomic():
        found = {who for who in women if may(who)}
        transaction.set_rollback(True)
    return found


@pytest.mark.both_databases
def test_a_verb_is_for_those_it_is_for(served, browsers, rooms, removable):
    from chat.models import Message

    phones = {who: Phone((served,), cookie_in(browser)) for who, browser in browsers.items()}
    may = asyncio.run(try_every_verb(phones, rooms, removable))
    for verb, (allowed, _) in VERBS.items():
        for kind, women in allowed.items():
            assert {who for who in EVERYONE if (who, verb, kind) in may} == women, (verb, kind)
    for kind, women in FOLLOW.items():
        assert {who for who in EVERYONE if (who, "enter", kind) in may} == women, kind
    gone = set(Message.objects.exclude(removed_at=None).values_list("pk", flat=True))
    assert {what for what, pk in removable.items() if pk in gone} == {(kind, who) for who, verb, kind in may if verb == "chat.remove"}


async def try_every_verb(phones, rooms, removable):
    """What each of them was not refused."""
    may = set()

    async def try_all(who, phone):
        await phone.until(lambda: phone.hello or phone.got("bye", code="suspended"))
        if not phone.hello:
            return
        for kind, (room, message) in rooms.items():
            view = await phone.enter(room.stream)
            if view.state != "refused":
                may.add((who, "enter", kind))
            for verb, (_, args) in VERBS.items():
                named = {} if verb in ("chat.post", "chat.read") else {"id": removable[kind, who] if verb == "chat.remove" else message.pk}
                code = await refused(phone.do(verb, room.stream, **args, **named))
                assert code in (None, "forbidden", "read_only"), (who, verb, kind, code)
                if code is None:
                    may.add((who, verb, kind))

    async with AsyncExitStack() as stack:
        for phone in phones.values():
            await stack.enter_async_context(phone)
        await asyncio.gather(*(try_all(who, phone) for who, phone in phones.items()))
    return may


async def refused(doing: Awaitable[int | None]) -> str | None:
    """The code of the refusal, if it was one."""
    try:
        await doing
    except Refusal as refusal:
        return refusal.code
    return None


def test_every_address_and_verb_is_in_a_list():
    from commons.realtime import verbs

    assert {route.name for route in get_resolver("chat.urls").url_patterns} == IN_A_ROOM.keys() | ELSEWHERE.keys() | ABOUT.keys()
    assert {name for name in verbs.VERBS if not name.startswith(("tests.", "events."))} == VERBS.keys()  # of a door: tests/events/
