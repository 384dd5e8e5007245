"""The room that two labs talk in, and what a page of it is asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from chat.models import Room
    from commons.people.models import Member

expect.set_options(timeout=20_000)  # on a busy machine a page that comes back by itself needs more than the usual five seconds


@pytest.fixture
def network(transactional_db: None) -> "Room":
    """The room of all labs."""
    from chat.actions import ensure_rooms
    from chat.models import Room

    ensure_rooms()
    return Room.objects.get(kind="network")


@pytest.fixture
def say(transactional_db: None) -> Callable[..., int]:
    """Say something without a browser: `say(aizada, network, "Салам")` gives its seq."""
    from chat.actions import post_message

    def say(member: "Member", room: "Room", body: str) -> int:
        return post_message(member, room.pk, uuid4(), body)

    return say


@pytest.fixture
def talk() -> type["Talk"]:
    return Talk


class Talk:
    """A window on a room, in her words: `Talk(page).open(room)`."""

    def __init__(self, page: "Page") -> None:
        self.page = page

    def open(self, room: "Room", query: str = "") -> "Talk":
        self.page.goto(f"/chats/{room.pk}/{query}")
        return self

    def open_live(self, room: "Room", query: str = "") -> "Talk":
        self.open(room, query)
        self.page.wait_for_selector("html[data-line=open]", state="attached")
        return self

    def write(self, words: str) -> None:
        self.page.fill("textarea[name=body]", words)
        self.page.click(".composer__send")

    def choose(self, words: str, what: str) -> None:
        """Open the menu of the message with these words, and press this in it."""
        self.row(words).locator(":scope > p + a").click()
        self.page.click(f"dialog {what}")

    def row(self, words: str):  # type: ignore[no-untyped-def]  # a Locator
        return self.page.locator(".said > li[data-seq]", has_text=words)

    def sees(self, words: str) -> None:
        """Wait until a message with these words has been taken by the server and shown here."""
        self.row(words).first.wait_for()

    def said(self) -> list[str]:
        """The words of all messages, in their order."""
        return self.page.locator(".said > li[data-seq] > p").all_inner_texts()

    def waiting(self) -> list[str]:
        return self.page.locator(".said > li[data-key] > p").all_inner_texts()
