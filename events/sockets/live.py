"""What a member does in a live gathering over her socket. Guests, and pages without one, have the same as forms (views/live.py)."""

from commons.journal.refusals import Refused
from commons.realtime.verbs import Call, taken, verb
from commons.realtime.writer import writer

from ..actions import VoteDraft, ask_question, cast_ballot, give_votes
from ..actions import say as say_it
from ..models import Gathering, Poll
from ..pace import count_deed
from ..reacting import react
from ..streams import live_of
from .finding import gathering_by


@verb("events.ask")
def asks(call: Call) -> None:
    """`{body, is_anonymous, is_for_hosts}`: a question, with her name or without, for all or for the hosts alone."""
    body, is_anonymous, is_for_hosts = taken(call, {"body": str, "is_anonymous": bool, "is_for_hosts": bool})
    ask_question(gathering_at(call), call.member, body, call.key, is_anonymous, is_for_hosts)


@verb("events.vote")
async def votes(call: Call) -> None:
    """`{question, on}`: she wants to know it, too, or not any more; written together with what others vote meanwhile."""
    question, on = taken(call, {"question": int, "on": bool})
    if (number := live_of(call.stream)) is None:
        raise Refused("invalid")
    count_deed(number, call.actor)
    await writer(give_votes).write(VoteDraft(call.member, number, question, on))


@verb("events.answer")
def answers(call: Call) -> None:
    """`{poll, options}`: her answer to a poll."""
    poll_id, options = taken(call, {"poll": int, "options": list})
    poll = Poll.objects.filter(pk=poll_id, gathering=gathering_at(call)).first()
    if poll is None or not all(type(option) is int for option in options):
        raise Refused("invalid")
    cast_ballot(poll, call.member, options)


@verb("events.say")
def says(call: Call) -> None:
    """`{body}`: something in the chat, in her name."""
    (body,) = taken(call, {"body": str})
    say_it(gathering_at(call), call.member, body, call.key)


@verb("events.sign")
def gives_sign(call: Call) -> None:
    """`{sign}`: one that floats over all pages, and is kept nowhere."""
    (sign,) = taken(call, {"sign": str})
    react(gathering_at(call), call.member, sign)


def gathering_at(call: Call) -> Gathering:
    """Where she is, counting what she does. Raises Refused `invalid` for any other stream, `forbidden` where there is none, `slow_down`."""
    gathering = gathering_by(live_of(call.stream))
    count_deed(gathering.pk, call.actor)
    return gathering
