"""All who follow a board ask for the same card when it was moved: they are answered together, each as her page would be."""

import gzip
import json

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commons.people.actions import suspend
from commons.realtime import alike, hub
from marketplace.boards.actions import assign_card, leave_venture
from marketplace.boards.told import told_to_many
from tests.standings import cookie_in

pytestmark = pytest.mark.both_databases
LANGUAGES = ("ky", "ru", "uz-cyrl", "en")


@pytest.fixture
def tile(names):
    return "/market/together/{id}/cards/{card}/tile/".format(**names)


@pytest.mark.django_db
def test_each_is_given_what_her_page_would_give_her(cast, names, tile, tried, signed_in):
    assign_card(cast["aizada"], names["card"], cast["begimai"].pk, True)
    women = [woman for who, woman in cast.items() if woman is not None and who != "suspended"]
    asks = [(woman, language, tile) for woman in women for language in LANGUAGES]
    given = {ask: json.loads(found.plain) for ask, found in alike.answer(asks).items() if found}
    assert {woman for woman, *_ in given} == {cast[who] for who in ("aizada", "begimai", "trusted")}
    for (woman, language, _), said in given.items():
        browser = signed_in(woman)
        browser.cookies["django_language"] = language
        assert said == browser.get(tile).json(), (woman, language)


@pytest.mark.django_db
def test_nobody_is_told_of_what_she_left_or_of_another_ventures_card(cast, names, tile, venture):
    another, aizada, begimai = venture(by=cast["begimai"]), cast["aizada"], cast["begimai"]
    elsewhere = tile.replace(f"together/{names['id']}/", f"together/{another.pk}/")
    leave_venture(begimai, names["id"])
    given = alike.answer([(begimai, "ky", tile), (aizada, "ky", elsewhere), (begimai, "ky", elsewhere), (aizada, "ky", "/market/")])
    assert {ask: found and json.loads(found.plain)["html"] for ask, found in given.items()} == dict.fromkeys(given)
    assert given[begimai, "ky", elsewhere] is not None  # her own venture, which has no such card
    assert [given[begimai, "ky", tile], given[aizada, "ky", elsewhere]] == [None, None]


@pytest.mark.django_db
def test_many_cost_no_more_queries_than_one(cast, names):
    women = [cast[who] for who in ("aizada", "begimai", "trusted")]
    numbers = (names["id"], names["card"])

    def queries(asks):
        with CaptureQueriesContext(connection) as asked:
            assert len(told_to_many(asks)) == len(asks)
        return len(asked)

    one = queries([(women[0], "ky", numbers)])
    assert queries([(woman, language, numbers) for woman in women for language in LANGUAGES]) == one


@pytest.mark.django_db(transaction=True)
async def test_who_may_not_is_answered_by_the_page(cast, names, tile, signed_in, monkeypatch):
    """Through the whole application: an answer of our own where she is in it, else what the view says."""
    from deploy.asgi import application

    async def ask(who, path=tile):
        cookie = cookie_in(await sync_to_async(signed_in)(cast[who])) if cast[who] else None
        headers = [(b"host", b"localhost"), (b"accept-encoding", b"gzip"), (b"accept", b"application/json")]
        headers += [(b"cookie", f"sessionid={cookie}".encode())] if cookie else []
        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}
        line = ApplicationCommunicator(application, scope)
        await line.send_input({"type": "http.request"})
        start, body = await line.receive_output(10), await line.receive_output(10)
        return start["status"], dict(start["headers"]), body["body"]

    try:
        status, headers, body = await ask("trusted")
        assert (status, headers[b"cache-control"]) == (200, b"private, no-store")
        assert json.loads(gzip.decompress(body))["card"] == names["card"]
        with monkeypatch.context() as patch:
            patch.setattr(alike, "answer", lambda asks: 1 / 0)  # what is wrong with one card is nobody else's loss
            status, headers, body = await ask("trusted")
            assert (status, json.loads(gzip.decompress(body))["card"]) == (200, names["card"])
        assert [(await ask(who))[0] for who in ("stranger", "elsewhere", "asked", "suspended")] == [302, 403, 403, 403]
        await sync_to_async(suspend)(cast["coordinator"], cast["trusted"])
        assert (await ask("trusted"))[0] == 403
    finally:
        await hub.current().close()
