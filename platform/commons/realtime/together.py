"""Natural batching for questions: those that arrive while one batch is being answered make the next."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST = 500
BREATH_SECONDS = 0.025  # between two batches, so that more go into the next one


class Together(Generic[K, V]):
    """Answers single questions by asking for many at once. A question that is asked twice is answered once."""

    def __init__(self, answer: Callable[[list[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._answer = answer
        self._waiting: dict[K, asyncio.Future[V]] = {}
        self._running: asyncio.Task[None] | None = None

    async def ask(self, question: K) -> V:
        """The answer to one question. Raises what answering raised."""
        future = self._waiting.get(question)
        if future is None:
            future = self._waiting[question] = asyncio.get_running_loop().create_future()
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return await asyncio.shield(future)

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch = {question: self._waiting.pop(question) for question in list(self._waiting)[:MOST]}
                try:
                    answers = await self._answer(list(batch))
                except Exception as error:
                    for future in batch.values():
                        future.set_exception(error)
                        future.exception()  # asked for, even if nobody waits any more
                else:
                    for question, future in batch.items():
                        future.set_result(answers[question])
                await asyncio.sleep(BREATH_SECONDS)
        finally:
            self._running = None
