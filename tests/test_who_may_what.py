"""Every address and verb of the rooms, for every standing and role; a new one that isn't in these lists fails.

The pages of people have their own list in tests/people/test_opening_pages.py.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from tests.servers.phone import Refusal

OSH = {"aizada", "trusted", "ambassador", "mentor", "coordinator", "blocked", "under_18"}
VOUCHED = OSH | {"elsewhere", "begimai"}
MEMBERS = VOUCHED | {"asked", "invited"}
EVERYONE = MEMBERS | {"stranger", "suspended"}

ENTER = {"welcome": OSH | {"invited"}, "lab": OSH, "network": VOUCHED, "craft": VOUCHED, "direct": {"aizada", "begimai"}}
MODERATE = {"welcome": {"coordinator"}, "lab": {"coordinator"}, "network": {"coordinator", "elsewhere"}}
MODERATE |= {"craft": MODERATE["network"], "direct": set()}
SEE = {kind: women - {"blocked"} for kind, women in ENTER.items()}  # Aizada's message, whom she blocked
NOBODY: dict[str, set[str]] = {kind: set() for kind in ENTER}

# name of the address → who may GET it, who may POST to it; None where that isn't a thing to do
IN_A_ROOM = {
    "room": (ENTER, None),
    "members": (ENTER, None),
    "row": ({**ENTER, "craft": {"aizada"}}, None),  # of a craft room those who have the craft or took a seat
    "read": (None, ENTER),
    "messages": (None, ENTER),
    "message": (SEE, {kind: {"aizada"} for kind in ENTER}),
    "removal": (None, {kind: women | {"aizada"} for kind, women in MODERATE.items()}),
    "reaction": (None, SEE),
    "member-removal": (None, MODERATE),
    "member-return": (None, MODERATE),
    "seat": (None, ENTER),
    "seat-removal": (None, {**NOBODY, "craft": ENTER["craft"]}),
}
ELSEWHERE = {
    "rooms": (MEMBERS, None),
    "welcome": (MEMBERS, None),
    "find": (MEMBERS, {"coordinator", "elsewhere"}),
    "direct": (None, VOUCHED - {"begimai", "under_18"}),
}
VERBS = {
    "chat.post": (ENTER, {"body": "Салам"}),
    "chat.read": (ENTER, {"upto": 1}),
    "chat.react": (SEE, {"emoji": "👍", "on": True}),
    "chat.edit": ({kind: {"aizada"} for kind in ENTER}, {"body": "Салам!"}),
    "chat.remove": ({kind: women | {"aizada"} for kind, women in MODERATE.items()}, {}),
}
FORM = {"body": "Салам", "upto": "1", "emoji": "👍", "name_ky": "Килем"}
DOORS = {"chat.room", "chat.rooms", "people.member", "people.lab"}


@pytest.fixture
def cast(request, make_member, aizada, begimai, coordinator, trusted, invited, suspended, under_18):
    """Every standing and role by name; "blocked" is a woman whom Aizada doesn't wish to meet."""
    from commons.people.models import Block

    blocked = make_member("Мээрим")
    Block.objects.create(by=aizada, member=blocked)
    return {
        "stranger": None,
        "asked": make_member("Асель", standing="asked"),
        "invited": invited,
        "aizada": aizada,
        "trusted": trusted,
        "ambassador": make_member("Елена", roles=("ambassador",)),
        "mentor": make_member("Анара", roles=("mentor",)),
        "coordinator": coordinator,
        "elsewhere": make_member("Сайкал", at="batken", standing="trusted", roles=("coordinator",)),
        "begimai": begimai,
        "blocked": blocked,
        "suspended": suspended,
        "under_18": under_18,
    }


@pytest.fixture
def rooms(cast):
    """A room of each kind with a message of Aizada's in it."""
    from chat.actions import ensure_rooms, open_direct, post_message
    from chat.models import Message, Room

    ensure_rooms()
    found = {kind: Room.objects.get(kind=kind, lab=cast["aizada"].lab) for kind in ("welcome", "lab")}
    found |= {"network": Room.objects.get(kind="network"), "craft": Room.objects.get(craft__slug="sewing")}
    found["direct"] = open_direct(cast["aizada"], cast["begimai"].pk)
    return {
        kind: (room, Message.objects.get(room=room, seq=post_message(cast["aizada"], room.pk, uuid4(), "Салам")))
        for kind, room in found.items()
    }


@pytest.fixture
def ask(cast, stranger, signed_in):
    """Whether she may: `ask("aizada", "get", "/chats/7/")`."""

    browsers = {who: signed_in(member) if member else stranger for who, member in cast.items()}

    def ask(who: str, method: str, address: str) -> bool:
        answer = getattr(browsers[who], method)(address, {**FORM, "key": str(uuid4())} if method == "post" else {})
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
    aizada_last = sorted(cast, key=lambda who: who == "aizada")
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
            assert tried(cast, lambda who, to=(method, address): ask(who, *to)) == women


def tried(women: Iterable[str], may: Callable[[str], bool]) -> set[str]:
    """Who of them may; whatever they did meanwhile is undone."""
    with transaction.atomic():
        found = {who for who in women if may(who)}
        transaction.set_rollback(True)
    return found


@pytest.mark.both_databases
def test_a_verb_is_for_those_it_is_for(served, phone, cast, rooms):
    may = asyncio.run(try_every_verb({who: phone(member, served) for who, member in cast.items()}, rooms))
    for verb, (allowed, _) in VERBS.items():
        for kind, women in allowed.items():
            assert {who for who in EVERYONE if (who, verb, kind) in may} == women, (verb, kind)
    for kind, women in ENTER.items():
        assert {who for who in EVERYONE if (who, "enter", kind) in may} == women, kind


async def try_every_verb(phones, rooms):
    """What each of them was not refused, Aizada last, since she removes the message."""
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
                if verb == "chat.remove" and who != "aizada" and who in MODERATE[kind]:
                    may.add((who, verb, kind))  # tried by the others' refusal and by tests of chat; it would end the trial
                    continue
                named = {} if verb in ("chat.post", "chat.read") else {"id": message.pk}
                code = await refused(phone.do(verb, room.stream, **args, **named))
                assert code in (None, "forbidden", "read_only"), (who, verb, kind, code)
                if code is None:
                    may.add((who, verb, kind))

    async with AsyncExitStack() as stack:
        for phone in phones.values():
            await stack.enter_async_context(phone)
        await asyncio.gather(*(try_all(who, phone) for who, phone in phones.items() if who != "aizada"))
        await try_all("aizada", phones["aizada"])
    return may


async def refused(doing: Awaitable[int | None]) -> str | None:
    """The code of the refusal, if it was one."""
    try:
        await doing
    except Refusal as refusal:
        return refusal.code
    return None


def test_every_address_verb_and_door_is_in_a_list():
    from commons.realtime import doors, verbs

    assert {route.name for route in get_resolver("chat.urls").url_patterns} == IN_A_ROOM.keys() | ELSEWHERE.keys()
    assert {name for name in verbs.VERBS if not name.startswith("tests.")} == VERBS.keys()
    assert {kind for kind in doors._doors if not kind.startswith("tests.")} == DOORS
    apps = {str(route.pattern) for route in get_resolver().url_patterns}
    assert apps == {"", "chats/", "admin/", "demo/"}
