import re
from collections.abc import Callable

import pytest
from django.test import Client

from commons.people.models import Member
from commons.ui import bar

pytestmark = pytest.mark.django_db
SignIn = Callable[[Member], Client]


def items_on(page: str) -> list[str]:
    return re.findall(r'<a class="bar__item" href="([^"]+)"', page)


def test_the_bar_holds_what_is_installed_in_its_order(aizada: Member, signed_in: SignIn) -> None:
    page = signed_in(aizada).get("/language/").content.decode()
    assert items_on(page) == [item.url for item in bar.items()]
    assert items_on(page)[0] == "/chats/"


def test_a_stranger_has_no_bar(stranger: Client) -> None:
    assert items_on(stranger.get("/").content.decode()) == []


def test_she_sees_where_she_is(aizada: Member, signed_in: SignIn) -> None:
    for item in bar.items():
        page = signed_in(aizada).get(item.url).content.decode()
        assert re.findall(r'<a class="bar__item" href="([^"]+)" aria-current="page"', page) == [item.url]


def test_each_item_is_an_icon_and_a_word(aizada: Member, signed_in: SignIn) -> None:
    page = signed_in(aizada).get("/language/").content.decode()
    shown = re.findall(r'<a class="bar__item"[^>]*><svg .*?</svg>([^<]+)</a>', page, re.DOTALL)
    assert shown == [str(item.name) for item in bar.items()]
