"""Pages in a Cyrillic language show Cyrillic: whatever Latin a reader could see or hear is a brand, or English left over."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from django.utils.module_loading import import_string

CYRILLIC = ("ky", "ru", "uz-cyrl")
ALLOWED = {"Birge", "WhatsApp", "Telegram", "QR", "UNDP", "WCL", "Wi", "Fi", "English"}
READ_ALOUD = {"aria-label", "aria-description", "title", "placeholder", "alt", "content"}
UNREAD = {"script", "style", "code", "noscript"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

in_each = pytest.mark.parametrize("language", CYRILLIC)


@in_each
@pytest.mark.django_db
def test_a_stranger_reads_no_latin_letters(language, stranger):
    speak(stranger, language)
    assert latin_on_pages(stranger) == {}


@in_each
@pytest.mark.django_db(transaction=True)
def test_a_member_reads_no_latin_letters(language, aizada, begimai, signed_in):
    aizada.language = language
    aizada.save()
    client = signed_in(aizada)
    speak(client, language)
    assert latin_on_pages(client) == {}


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


def latin_on_pages(client: Client) -> dict[str, set[str]]:
    found = {}
    for address in addresses():
        response = client.get(address)
        is_page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
        if is_page and (latin := latin_in(response.content.decode())):
            found[address] = latin
    return found


def addresses() -> list[str]:
    """Every address of the project that takes no argument, and those of a room, a message and a member that may exist."""
    return [address for address in _addresses(get_resolver(), "/") if not address.startswith(("/admin/", "/live/", "/ws/"))]


def _addresses(resolver: URLResolver, before: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        here = before + re.sub(r"<int:\w+>", "1", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, here)
        elif isinstance(pattern, URLPattern) and not re.search(r"[<(^$\\]", here):
            yield here


def latin_in(page: str) -> set[str]:
    reader = Reader()
    reader.feed(page)
    return set(re.findall(r"[A-Za-z]{2,}", re.sub(r"\S+@\S+|https?://\S+|\S+\.(?:kg|org)\b", " ", " ".join(reader.read)))) - ALLOWED


class Reader(HTMLParser):
    """What is seen or heard of a page, without what is marked as English or is code."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self.around: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        silent = tag in UNREAD or given.get("lang") == "en" or self.silent
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
