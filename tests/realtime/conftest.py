"""Phones in this process, on a hub that is closed after the test."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async


@pytest.fixture
async def phone(transactional_db: None) -> AsyncIterator[Callable[..., Awaitable[Any]]]:
    """Give someone a phone on the line: `await phone(aizada)`. A stranger has one too: `await phone(None)`."""
    from commons.realtime import hub
    from deploy.asgi import application
    from tests.realtime import village

    phones: list[village.Phone] = []

    async def make(member: Any = None, **how: Any) -> village.Phone:
        made = await sync_to_async(village.Phone)(application, member, **how)
        phones.append(made)
        made.hello = await made.open()
        return made

    yield make
    try:
        for one in phones:
            await one.hang_up()
    finally:
        await hub.current().close()
        village.forget()


@pytest.fixture
async def listen(phone: Callable[..., Awaitable[Any]]) -> AsyncIterator[Callable[..., Awaitable[Any]]]:
    """Open a live page of hers, or of a stranger: `await listen(aizada, "stream=tests.board:1")`."""
    from deploy.asgi import application
    from tests.realtime import village

    pages: list[village.Page] = []

    async def make(member: Any, query: str, **how: Any) -> village.Page:
        made = await sync_to_async(village.Page)(application, member, query, **how)
        await made.open()
        pages.append(made)
        return made

    yield make
    for one in pages:
        await one.leave()


@pytest.fixture
def slow_presenting(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told takes a while to be presented."""
    from commons.realtime import presenting, stream

    def slowly(*what: Any) -> Any:
        time.sleep(0.5)
        return presenting.as_texts(*what)

    monkeypatch.setattr(stream, "as_texts", slowly)


@pytest.fixture
def after_looking(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have something happen as soon as it was looked up who she is: `after_looking(hub, happen)`."""

    def arrange(hub: Any, happen: Callable[[], Awaitable[None]]) -> None:
        look = hub.visit

        async def look_and_then(session_key: str) -> Any:
            visit = await look(session_key)
            await happen()
            return visit

        monkeypatch.setattr(hub, "visit", look_and_then)

    return arrange
