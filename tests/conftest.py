"""What every test stands on: an environment of its own, the cast, and the real product to talk to."""

import asyncio
import os
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
import pytest
import pytest_django

from tests.gatherings import gatherings, seats
from tests.power_cuts import run
from tests.selling import in_days, linked, offer, open_shop
from tests.servers import environment
from tests.servers.stores import Valkey
from tests.serving import SERVED, nursery, processes, serve, served
from tests.standings import browser_of, browsers, cast, guests

__all__ = ["browser_of", "browsers", "cast", "gatherings", "guests", "in_days", "linked", "nursery", "offer", "open_shop", "processes"]
__all__ += ["run", "seats", "serve", "served"]
DATA = environment.prepare()  # before pytest-django reads the settings

if TYPE_CHECKING:
    from django.test import Client
    from playwright.sync_api import Browser, Page

    from commons.people.models import Member
    from tests.servers.phone import Phone
    from tests.servers.product import Product

VALKEY = pytest.StashKey[Valkey]()
WORKER = "PYTEST_XDIST_WORKER" in os.environ


def pytest_configure(config: pytest.Config) -> None:
    if WORKER and os.environ.get("REDIS_URL"):  # two workers are two installations, which may not hear each other
        config.stash[VALKEY] = valkey = Valkey()
        valkey.start()
        os.environ["REDIS_URL"] = valkey.url
    django.setup()
    if not WORKER:
        del os.environ["DJANGO_SETTINGS_MODULE"]  # else a worker inherits it, and reads the settings before this file gave it a DATA_DIR


def pytest_sessionstart(session: pytest.Session) -> None:
    if session.config.option.collectonly:
        return
    shared = Path(os.environ["BIRGE_TESTS"]) / "static"
    if not WORKER:
        environment.compile_catalogues()
        environment.gather_static_files(into=shared)
    static = DATA / "static"
    if not static.exists():
        static.symlink_to(shared)


def pytest_unconfigure(config: pytest.Config) -> None:
    if valkey := config.stash.get(VALKEY, None):
        valkey.kill()
    if not WORKER:
        environment.clean_up()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A flush removes what migrations seeded; the tests that commit come last, and get it back."""
    committing = set()
    for item in items:
        marker = item.get_closest_marker("django_db")
        given = marker.kwargs if marker else {}
        if given.get("transaction") or "transactional_db" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db(**{**given, "transaction": True, "serialized_rollback": True}), append=False)
            committing.add(item)
    items.sort(key=committing.__contains__)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure shows what the servers wrote."""
    report = yield
    if report.failed:
        report.sections += [(process.log.name, process.said()[-5000:]) for process in item.stash.get(SERVED, [])]
    return report


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """SQLite in a file, so that threads and processes are real: the one that a server with our DATA_DIR serves."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(connection.settings_dict["NAME"])
    elif worker := os.environ.get("PYTEST_XDIST_WORKER"):
        connection.settings_dict["TEST"]["NAME"] = f"test_birge_{worker}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Threads of the product that outlived their test keep a session open; PostgreSQL drops no database before it ends."""
    from django.db import connection

    if connection.vendor == "sqlite":
        _flush_what_is_never_deleted(connection)
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            cursor.execute(f"SELECT pg_terminate_backend(pid) {others}")


def _flush_what_is_never_deleted(connection: Any) -> None:
    """SQLite empties its tables by deleting, which the ledger refuses; as PostgreSQL truncates, nothing is refused between two tests, on
    any connection: beside a browser a test has another."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_all(self: Any, statements: list[str]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger_%'")
            triggers = dict(cursor.fetchall())
        flush(self, [*(f"DROP TRIGGER {name}" for name in triggers), *statements, *triggers.values()])

    operations.execute_sql_flush = flush_all


@pytest.fixture(scope="session", autouse=True)
def one_way_in() -> Iterator[None]:
    """Browsers without a network share one chain of middleware: each loading its own lists all static files again, a third of a second."""
    from django.test.client import ClientHandler

    first, load = ClientHandler(), ClientHandler.load_middleware

    def share(handler: ClientHandler) -> None:
        if first._middleware_chain is None:
            load(first)
        handler._middleware_chain = first._middleware_chain

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", share)
        yield


@pytest.fixture(autouse=True)
def nobody_was_hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids come again after a rollback; what their former owners did is not counted against the next."""
    from commons.realtime import buckets

    for name in ("_verbs", "_paces"):
        monkeypatch.setattr(buckets, name, buckets.Buckets())


@pytest.fixture
def make_member(db: None) -> Callable[..., "Member"]:
    """Make another one: `make_member("Gulnara", at="batken", standing="invited", roles=("coordinator",))`."""
    from commons import testing

    return testing.make_member


@pytest.fixture
def aizada(make_member: Callable[..., "Member"]) -> "Member":
    """Aizada of Osh, vouched for; she sews."""
    return make_member("Айзада", at="osh", crafts=("sewing",))


@pytest.fixture
def begimai(make_member: Callable[..., "Member"]) -> "Member":
    """Begimai of Batken, vouched for."""
    return make_member("Бегимай", at="batken")


@pytest.fixture
def coordinator(make_member: Callable[..., "Member"]) -> "Member":
    """Cholpon, trusted, coordinator of Osh."""
    return make_member("Чолпон", at="osh", standing="trusted", roles=("coordinator",))


@pytest.fixture
def invited(make_member: Callable[..., "Member"]) -> "Member":
    """Gulnara of Osh, invited; nobody has said "I know her" yet."""
    return make_member("Гүлнара", at="osh", standing="invited")


@pytest.fixture
def trusted(make_member: Callable[..., "Member"]) -> "Member":
    """Nargiza of Osh, trusted."""
    return make_member("Наргиза", at="osh", standing="trusted")


@pytest.fixture
def suspended(make_member: Callable[..., "Member"]) -> "Member":
    """Zarina of Osh, who may not be here for now."""
    from django.utils import timezone

    return make_member("Зарина", at="osh", suspended_at=timezone.now())


@pytest.fixture
def under_18(make_member: Callable[..., "Member"]) -> "Member":
    """Aigerim of Osh, vouched for, sixteen years old."""
    return make_member("Айгерим", at="osh", is_under_18=True)


@pytest.fixture
def stranger() -> "Client":
    """A browser that nobody signed in."""
    from django.test import Client

    return Client()


@pytest.fixture
def signed_in(db: None) -> Callable[["Member"], "Client"]:
    """A browser in which she is signed in: `signed_in(aizada).get("/chats/")`."""
    from django.test import Client

    def sign_in(member: "Member", **headers: Any) -> "Client":
        browser = Client(headers=headers or None)
        browser.force_login(member)
        browser.cookies["django_language"] = member.language
        return browser

    return sign_in


@pytest.fixture
def cookie_of(signed_in: Callable[["Member"], "Client"]) -> Callable[["Member"], str]:
    """The session cookie of a browser in which she is signed in; may be asked for on a running loop, too."""
    from django.db import connection

    def sign_in(member: "Member") -> str:
        return signed_in(member).cookies["sessionid"].value

    def sign_in_apart(member: "Member") -> str:
        try:
            return sign_in(member)
        finally:
            connection.close()

    def give(member: "Member") -> str:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return sign_in(member)
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(sign_in_apart, member).result()

    return give


@pytest.fixture
def phone(cookie_of: Callable[["Member"], str]) -> Callable[..., "Phone"]:
    """Her phone: `async with phone(aizada, served) as hers`; None for a stranger's."""
    from tests.servers.phone import Phone

    def give(member: "Member | None", *addresses: "Product", **habits: Any) -> "Phone":
        return Phone(addresses, cookie_of(member) if member else None, **habits)

    return give


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    from tests.servers.browser import launch_options

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # synchronous Playwright keeps a loop running in this thread
    return launch_options()


@pytest.fixture
def window(browser: "Browser", cookie_of: Callable[["Member"], str]) -> Iterator[Callable[..., "Page"]]:
    """A window of a fresh browser in which she is signed in: `window(aizada, served)`; None for a stranger's.

    Fails the test when a script of the page failed, or the page broke its own content security policy.
    """
    wrong: list[str] = []
    contexts = []

    def hear(text: str) -> None:
        if "Content Security Policy" in text:
            wrong.append(text)

    def show(member: "Member | None", product: "Product", width: int = 360, height: int = 740, **options: Any) -> "Page":
        context = browser.new_context(base_url=product.url, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        cookies = {"sessionid": cookie_of(member), "django_language": member.language} if member else {}
        context.add_cookies([{"name": name, "value": value, "url": product.url} for name, value in cookies.items()])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: hear(message.text))
        return page

    yield show
    for context in contexts:
        context.close()
    assert not wrong, wrong
