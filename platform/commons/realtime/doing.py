"""Doing a verb: ack after commit, or nack with the reason in her language."""

import inspect
import logging
import traceback
from typing import TYPE_CHECKING, Any

from django.utils import translation

from commons.journal.refusals import SENTENCES, Refused

from . import protocol
from .buckets import allow
from .jitter import between
from .verbs import VERBS, Call, Verb

if TYPE_CHECKING:
    from .hub import Hub
    from .socket import Socket

logger = logging.getLogger("birge.realtime")


async def do(hub: "Hub", socket: "Socket", frame: dict[str, Any]) -> None:
    """Answer one `do`."""
    key, stream = frame["key"], frame["stream"]
    with translation.override(socket.language):
        try:
            seq = await _do(hub, socket, frame)
        except Refused as refused:
            socket.say(protocol.nack(key, refused.code, str(refused.message), refused.retry_in))
        except Exception as error:
            _log(frame["verb"], error)
            socket.say(protocol.nack(key, "busy", str(SENTENCES["busy"]), round(between(2, 5))))
        else:
            socket.say(protocol.ack(key, stream, seq))


async def _do(hub: "Hub", socket: "Socket", frame: dict[str, Any]) -> int | None:
    member, verb = socket.member, VERBS.get(frame["verb"])
    if member is None:
        raise Refused("forbidden")
    if (wait := allow(member.pk)) is not None:
        raise Refused("slow_down", retry_in=wait)
    if hub.is_draining:
        raise Refused("busy", retry_in=2)
    try:
        key = protocol.as_uuid(frame["key"])
    except protocol.Malformed:
        raise Refused("invalid") from None
    if verb is None:
        raise Refused("invalid")
    call = Call(member, frame["stream"], key, frame["args"], socket.language)
    if inspect.iscoroutinefunction(verb):
        return await verb(call)
    async with socket.turn:
        return await hub.verb_threads.run(_call, verb, call)


def _call(verb: Verb, call: Call) -> Any:
    with translation.override(call.language):
        try:
            return verb(call)
        except Refused as refused:
            refused.message = str(refused.message)
            raise


def _log(verb: str, error: Exception) -> None:
    """Where it failed, without what it said: errors of a database quote the words."""
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("%s failed with %s:\n%s", verb, type(error).__name__, where)
