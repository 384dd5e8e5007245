"""Writing to a connection without waiting for it: one slow phone must not hold up a room."""

import types
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import TYPE_CHECKING, Any

from .frames import Brim, Frame, behind

if TYPE_CHECKING:
    from .hub import Hub

Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]


class Line(Brim):
    """The sending side of one connection, in order.

    A server's `send` returns at once while the system takes the bytes, so it is stepped by hand; only where it would
    wait is the rest done by a task, and what comes meanwhile queued.
    """

    __slots__ = ("_backlog", "_cut", "_hub", "_send", "_write_raw", "is_cut")

    def __init__(self, hub: "Hub", send: Send) -> None:
        super().__init__()
        self._hub, self._send = hub, send
        self._write_raw, self._cut = behind(send, self)
        self._backlog: deque[Message] | None = None
        self.is_cut = False

    @property
    def is_stuck(self) -> bool:
        return self._backlog is not None or self.is_full

    def write(self, message: Message) -> None:
        if self._backlog is not None:
            self._backlog.append(message)
            self.waiting += _length(message)
            return
        step: Coroutine[Any, Any, None] = self._send(message)  # type: ignore[assignment]  # every server's is a coroutine
        try:
            waiting = step.send(None)
        except StopIteration:
            if self.is_full:
                self.waiting += _length(message)
            return
        except Exception:  # whatever the server calls it: the connection is gone
            self.is_cut = True
            return
        self._backlog = deque()
        self._hub.spawn(self._work_off(step, waiting))

    def write_shared(self, frame: Frame) -> None:
        """Write what many get."""
        if self._backlog is not None or self._write_raw is None or not self._write_raw(frame.raw):
            self.write(frame.message)

    def forget(self) -> None:
        """What waits needn't be sent any more."""
        if self._backlog is not None:
            self._backlog.clear()
            self.waiting = 0

    def cut(self) -> None:
        """End the connection now, whatever is still on its way: who takes nothing in would keep it open."""
        if self._cut is not None:
            self._cut()

    async def _work_off(self, step: Coroutine[Any, Any, None], waiting: object) -> None:
        try:
            await _rest(step, waiting)
            while self._backlog:
                message = self._backlog.popleft()
                self.waiting -= _length(message)
                await self._send(message)
        except Exception:
            self.is_cut = True
        self._backlog, self.waiting = None, 0


def _length(message: Message) -> int:
    return len(message.get("text") or "")


@types.coroutine
def _rest(step: Coroutine[Any, Any, None], waiting: Any) -> Generator[Any, Any, None]:
    """Go on with a coroutine whose first step was taken outside of any task."""
    try:
        while True:
            yield waiting
            waiting = step.send(None)
    except StopIteration:
        return
    finally:
        step.close()
