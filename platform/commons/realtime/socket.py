"""A member's socket: hello, then streams to enter and verbs to do, until bye."""

import asyncio
import logging
from collections import deque
from typing import TYPE_CHECKING, Any, Literal

from django.conf import settings

from commons.people.streams import member_actor

from . import protocol
from .buckets import Bucket
from .doing import do
from .entering import enter
from .jitter import between
from .ring import Delivery
from .viewer import Hint, Seat, Viewer
from .writing import Line, Message, Send

if TYPE_CHECKING:
    from .hub import Hub

logger = logging.getLogger("birge.realtime")

PULSE_SECONDS = (20.0, 25.0)
PATIENCE_SECONDS = 30.0  # for a phone that takes nothing in
CLOSING_SECONDS = 5.0
FRAMES_PER_VERB = 4
DRAINED_SECONDS = (0.5, 3.0)  # until another process, or this one again, is there
ASKED = 64  # verbs under way
EARLY = 64  # frames before hello
WAITING = 4 * protocol.UNSEEN_BYTES  # characters that the server hasn't taken, whatever she says that she has seen


class Socket(Viewer):
    """One connection and what it follows."""

    __slots__ = (
        "_asked", "_early", "_frames", "_full_since", "_hub", "_line", "_owed", "_pulse_at", "_room", "_sent", "_task", "turn",
    )  # fmt: skip

    def __init__(self, hub: "Hub", send: Send, session_key: str | None, language: str) -> None:
        super().__init__(session_key, language)
        rate = settings.REALTIME_VERBS_PER_SECOND * FRAMES_PER_VERB
        self.turn = asyncio.Lock()  # verbs that are plain functions are done one after the other
        self._hub, self._line, self._task = hub, Line(hub, send), asyncio.current_task()
        self._frames = Bucket(rate, rate * 5)
        self._asked: set[asyncio.Task[None]] = set()
        self._early: list[Message] | None = []
        self._sent: deque[tuple[str, int, int]] = deque()  # stream, last seq and bytes of each frame she hasn't acknowledged
        self._owed = 0
        self._full_since: float | None = None
        self._room: asyncio.Future[None] | None = None
        self._pulse_at = hub.loop.time() + between(*PULSE_SECONDS)

    async def greet(self) -> None:
        """Find out whose it is, follow what happens to her, and say hello."""
        try:
            await self._arrive()
        except Exception:
            logger.exception("Somebody could not be greeted.")
            self.send_back()
        if not self.is_over:
            self.say(protocol.hello(self._hub.epoch, {"id": self.member.pk, "name": self.member.name} if self.member else None))
        early, self._early = self._early, None
        for message in early or ():
            if not self.is_over:
                self.take(message)

    def take(self, message: Message) -> None:
        """One inbound frame; answered at once, or by a task beside. What comes before hello waits for it, and not much does."""
        if self._early is not None:
            self._early.append(message)
            if len(self._early) > EARLY:
                self.part("flood", PATIENCE_SECONDS)
            return
        text = message.get("text")
        if text is None:
            self.part("invalid")
        elif (seen := protocol.seen(text)) and self._acknowledge(*seen):
            pass
        elif protocol.is_too_big(text):
            self.part("too_big")
        else:
            try:
                frame = protocol.decode(text)
            except protocol.Malformed:
                self.part("invalid")
            else:
                self._handle(frame)

    def leave(self) -> None:
        """The connection is gone."""
        self.is_over = True
        self._make_room()
        self._hub.let_go(self)

    def say(self, text: str) -> None:
        self._line.write({"type": "websocket.send", "text": text})
        self._look_whether_stuck()

    def deliver(self, delivery: Delivery) -> None:
        if self._owed and self._owed + delivery.size > protocol.UNSEEN_BYTES:
            self.lag(delivery.stream, delivery.last)
            return
        self._owed += delivery.size
        self._sent.append(delivery.ticket)
        if self.hidden and not (hidden := self.hidden_in(delivery.stream)).isdisjoint(delivery.about):
            self._line.write(delivery.without(hidden))
        else:
            self._line.write_shared(delivery.frame)
        self._look_whether_stuck()

    def lag(self, stream: str, head: int) -> None:
        self.unseat(stream)
        self.seats[stream] = Seat(is_behind=True)
        if self._full_since is None and self._owed > protocol.UNSEEN_BYTES // 2:
            self._full_since = self._hub.loop.time()
        self.say(protocol.lagging(stream, head))

    def refuse(self, stream: str, code: Literal["forbidden", "too_many"]) -> None:
        self.unseat(stream)
        self.say(protocol.refused(stream, code))

    def reset(self, stream: str, head: int) -> None:
        self.say(protocol.reset(stream, head))

    def entered(self, stream: str, head: int) -> None:
        self.say(protocol.entered(stream, head))

    def caught_up(self, stream: str, head: int) -> None:
        self.say(protocol.caught_up(stream, head))

    async def room(self) -> None:
        while self._owed > protocol.UNSEEN_BYTES // 2 and not self.is_over:
            if self._full_since is None:
                self._full_since = self._hub.loop.time()
            if self._room is None:
                self._room = self._hub.loop.create_future()
            await asyncio.shield(self._room)

    def hint(self, hint: Hint) -> None:
        if not self._line.is_stuck:
            self._line.write_shared(hint.frame)

    def tick(self, now: float) -> None:
        if self._line.is_cut:
            self._end()
        elif self._full_since is not None and now - self._full_since > PATIENCE_SECONDS:
            self.part("slow")
        elif now >= self._pulse_at:
            self._pulse_at = now + between(*PULSE_SECONDS)
            names = [name for name, seat in self.seats.items() if seat.stream is not None or seat.is_behind]
            self.say(protocol.pulse({name: stream.sent for name in names if (stream := self._hub.streams.get(name))}))

    def part(self, code: protocol.ByeCode, retry_in: float | None = None) -> None:
        if self.is_over:
            return
        self.is_over = True
        self.unseat_all()
        self._make_room()
        self._line.forget()
        self.say(protocol.bye(code, retry_in and round(retry_in, 1)))
        self._line.write({"type": "websocket.close", "code": protocol.CLOSE[code]})
        self._hub.loop.call_later(CLOSING_SECONDS, self._end)

    async def answered(self) -> None:
        """Wait until the verbs under way are answered."""
        if self._asked:
            await asyncio.wait(self._asked)

    async def _arrive(self) -> None:
        visit = await self._hub.visit(self.session_key)
        self.renew(visit)
        if self._hub.is_draining:
            self.part("draining", between(*DRAINED_SECONDS))
        elif visit.suspended:
            self.part("suspended")
        elif not self._hub.viewers.have_room_for(visit):
            self.part("flood", PATIENCE_SECONDS)
        else:
            await self._hub.revoking.arrive(self, visit)

    def _handle(self, frame: dict[str, Any]) -> None:
        op, stream = frame["op"], frame["stream"]
        if op == "seen" and self._acknowledge(stream, frame["seq"]):
            return
        if self._frames.take() is not None:
            self.part("flood", PATIENCE_SECONDS)
        elif op == "enter":
            if frame.get("after") is not None:
                self._acknowledge(stream, frame["after"])
            enter(self._hub, self, stream, frame.get("after"), frame.get("epoch"))
        elif op == "leave":
            self.unseat(stream)
        elif op == "do":
            if len(self._asked) >= ASKED:
                self.part("flood", PATIENCE_SECONDS)
                return
            task = self._hub.spawn(do(self._hub, self, frame))
            self._asked.add(task)
            task.add_done_callback(self._asked.discard)
        elif op == "hint" and self.member_id is not None:
            seat = self.seats.get(stream)
            if seat is not None and seat.stream is not None:
                self._hub.hints.typing(stream, member_actor(self.member_id))

    def _acknowledge(self, stream: str, seq: int) -> bool:
        """Frames arrive in order: whoever has this one has those before it. Says whether that was news."""
        known = [number for number, (name, last, _) in enumerate(self._sent) if name == stream and last <= seq]
        if not known:
            return False
        for _ in range(known[-1] + 1):
            self._owed -= self._sent.popleft()[2]
        if self._owed <= protocol.UNSEEN_BYTES // 2:
            self._full_since = None
            self._make_room()
        return True

    def _look_whether_stuck(self) -> None:
        if self._line.waiting > WAITING and not self.is_over:
            self.part("slow", PATIENCE_SECONDS)

    def _make_room(self) -> None:
        if self._room is not None:
            if not self._room.done():
                self._room.set_result(None)
            self._room = None

    def _end(self) -> None:
        if self._task is not None and not self._task.done():
            self._task.cancel()
            self._line.cut()
