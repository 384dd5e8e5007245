"""Pages in a Cyrillic language show Cyrillic: whatever Latin a reader could see or hear is a brand, or English left over."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from django.utils.module_loading import import_string

from chat import actions
from chat.models import Room
from commons.people.actions.invitations import make_invitation
from commons.people.actions.joining import join
from commons.people.models import Member

CYRILLIC = ("ky", "ru", "uz-cyrl")
ALLOWED = {"Birge", "manage", "py", "demo", "WhatsApp", "Telegram", "QR", "PDF", "UNDP", "WCL", "Wi", "Fi", "English"}
READ_ALOUD = {"aria-label", "aria-description", "title", "placeholder", "alt", "content"}
UNREAD = {"script", "style", "code", "noscript"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

in_each = pytest.mark.parametrize("language", CYRILLIC)


@pytest.fixture
def village(coordinator: Member, begimai: Member) -> dict[str, object]:
    """A room with a message, a member, an invitation and its code: what addresses ask for."""
    room = Room.objects.open_to(coordinator).filter(kind=Room.Kind.LAB).get()
    actions.post_message(coordinator, room.pk, uuid4(), "Салам!")
    invitation = make_invitation(coordinator, "workshop")
    join(invitation.code, "Жаңыл", "ky")
    message = room.messages.get()
    return {
        "room_id": room.pk,
        "message_id": message.pk,
        "member_id": begimai.pk,
        "invitation_id": invitation.pk,
        "code": invitation.code,
    }


@in_each
@pytest.mark.django_db(transaction=True)
def test_a_stranger_reads_no_latin_letters(language, stranger, village):
    speak(stranger, language)
    assert latin_on_pages(stranger, village) == {}


@in_each
@pytest.mark.django_db(transaction=True)
def test_a_coordinator_reads_no_latin_letters(language, coordinator, signed_in, village):
    coordinator.language = language
    coordinator.save()
    assert latin_on_pages(signed_in(coordinator), village) == {}


@in_each
@pytest.mark.django_db(transaction=True)
def test_a_newcomer_reads_no_latin_letters(language, invited, signed_in, village):
    invited.language = language
    invited.save()
    assert latin_on_pages(signed_in(invited), village) == {}


@in_each
@pytest.mark.django_db
def test_a_page_that_refuses_reads_no_latin_letters(language):
    request = RequestFactory().get("/")
    with translation.override(language):
        for name in ("show_bad_request", "show_forbidden", "show_not_found"):
            assert latin_in(import_string(f"commons.ui.views.{name}")(request, Exception()).content.decode()) == set()
        assert latin_in(import_string("commons.ui.views.show_server_error")(request).content.decode()) == set()
    client = Client(enforce_csrf_checks=True)
    speak(client, language)
    assert latin_in(client.post("/no-such-page/").content.decode()) == set()


def test_latin_is_found_where_it_is_read_or_heard():
    page = '<p>Салам <b>Save</b></p><a aria-label="Close">х</a><p lang="en">English</p><script>let go</script><input placeholder="Name">'
    assert latin_in(page) == {"Save", "Close", "Name"}


def speak(client: Client, language: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language


def latin_on_pages(client: Client, village: dict[str, object]) -> dict[str, set[str]]:
    found = {}
    for address in addresses(village):
        response = client.get(address)
        is_page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
        if is_page and (latin := latin_in(response.content.decode())):
            found[address] = latin
    return found


def addresses(village: dict[str, object]) -> list[str]:
    """Every address of the project that can be filled in from the village; not the admin's."""
    return [address for address in _addresses(get_resolver(), "/", village) if not address.startswith(("/admin/", "/live/", "/ws/"))]


def _addresses(resolver: URLResolver, before: str, village: dict[str, object]) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        here = before + re.sub(r"<\w+:(\w+)>", lambda match: str(village.get(match[1], match[0])), str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, here, village)
        elif isinstance(pattern, URLPattern) and not re.search(r"[<(^$\\]", here):
            yield here


def latin_in(page: str) -> set[str]:
    reader = Reader()
    reader.feed(page)
    return set(re.findall(r"[A-Za-z]{2,}", re.sub(r"\S+@\S+|https?://\S+|\S+\.(?:kg|org)\b", " ", " ".join(reader.read)))) - ALLOWED


class Reader(HTMLParser):
    """What is seen or heard of a page, without what is marked as English, not to be translated, or is a script."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self.around: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        silent = tag in UNREAD or given.get("lang") == "en" or given.get("translate") == "no" or self.silent
        if not silent and (tag != "meta" or given.get("name") == "description"):
            self.read += [value for name, value in given.items() if name in READ_ALOUD]
        if tag not in VOID:
            self.around.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        while self.around and self.around.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.read.append(data)

    @property
    def silent(self) -> bool:
        return bool(self.around) and self.around[-1][1]
