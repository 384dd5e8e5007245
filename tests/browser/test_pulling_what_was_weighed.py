"""A phone's first view pulls what the budget counts (tests/ui/weighing.py), and nothing beside it."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.ui.weighing import weigh

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ASKED = re.compile(r'"GET (\S+)" (\d+) (\d+|-)')
KB = 1024


@pytest.fixture
def counted(serve, tmp_path):
    """The product and what was asked of it: `counted[1]()` gives the path and the bytes of each GET."""
    product = serve()
    product.stop()
    log: Path = tmp_path / "access.log"
    product.command += ["--access-log", str(log)]
    product.start()
    return product, lambda: [(path, int(size)) for path, _, size in ASKED.findall(log.read_text()) if path != "/healthz"]


def first_view(page: "Page", path: str) -> None:
    """Open it, and wait until its service worker has all that it keeps."""
    page.goto(path, wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def test_a_strangers_first_view_is_what_was_weighed(counted, window, stranger):
    product, asked = counted
    first_view(window(None, product), "/")
    check(asked(), weigh(stranger, "/"))


def test_a_members_first_view_of_a_room_is_what_was_weighed(counted, window, aizada, network, say, signed_in):
    for number in range(60):
        say(aizada, network, f"Эртең саат экиде «Акылжанда» чогулабыз, {number} кыз болобуз.")
    product, asked = counted
    path = f"/chats/{network.pk}/"
    first_view(window(aizada, product), path)
    check(asked(), weigh(signed_in(aizada), path))


def check(asked, weight):
    # that she has read is told to her list, which asks for the room's row again, sooner or later: its bytes count, its moment doesn't
    pulled = [path for path in (urlsplit(address).path for address, _ in asked) if not path.endswith("/row/")]
    assert sorted(pulled) == sorted(weight.asked), "each once"
    assert sum(size for _, size in asked) <= weight.total <= 60 * KB
