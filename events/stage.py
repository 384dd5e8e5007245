"""All that the host's page shows while it is on, and what the screen for all shows; in a number of queries that doesn't grow."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commons.journal.reading import heads
from commons.people.models import Block, Member
from commons.ui.previews import picture_of

from .facts import DeskAsked, DeskChanged, NewcomerAsked, NewcomerKnown, PlanChanged, PollChanged, VisitorCounted, VotesCounted
from .live_facts import RestraintLifted, RestraintSet, RoomChanged
from .live_room import shown_polls, shown_questions
from .models import Gathering, Question
from .newcomers import shown_newcomers

MOST_WAITING = 50
WAYS = (
    (Gathering.Asks.LOOKED_AT, "eye", _("Everyone sees what you show")),
    (Gathering.Asks.TO_HOST, "lock", _("To us alone")),
    (Gathering.Asks.CLOSED, "x", _("Closed")),
)
HEARD = (DeskAsked, DeskChanged, PlanChanged, PollChanged, RestraintLifted, RestraintSet, RoomChanged, VisitorCounted, VotesCounted)
FACTS = " ".join(fact.name for fact in (*HEARD, NewcomerAsked, NewcomerKnown))


def stage_page(host: Member, gathering: Gathering) -> dict[str, Any]:
    """What waits for a host, what is shown, and what is asked of all."""
    streams = [gathering.desk_stream, gathering.live_stream]
    reached = heads(streams)
    fresh = Gathering.objects.select_related("lab", "host").get(pk=gathering.pk)
    to_decide = Question.objects.to_decide().filter(gathering=gathering)
    unmet = Block.objects.hidden_from(host)
    shown, polls = shown_questions(fresh), shown_polls(fresh, to_host=True)
    pinned = next((one for one in shown if one["pinned"]), None)
    asking = shown_newcomers(host, fresh) if fresh.state == Gathering.State.ENDED else {}
    return {
        **asking,
        "back": reverse("events:stage", args=[fresh.pk]),
        "gathering": fresh,
        "ways": WAYS,
        "live": " ".join(streams),
        "heads": " ".join(str(reached[stream]) for stream in streams),
        "facts": FACTS,
        "paces": [(None, _("Off")), *((pace, pace_in_words(pace)) for pace in Gathering.PACES)],
        "unmet": unmet,  # whom this host doesn't meet stands in her lists without a name
        "unmet_asked": set(gathering.questions.filter(member__in=unmet).values_list("pk", flat=True)) if unmet else unmet,
        "restraints": list(fresh.restraints.select_related("member", "seat__member", "seat__guest").order_by("-since")[:MOST_WAITING]),
        "waiting": list(to_decide.with_names()[:MOST_WAITING]),
        "waiting_count": to_decide.count(),
        "shown": shown,
        "pinned": pinned,
        "following": next((one for one in shown if one["state"] == Question.State.OPEN and not one["pinned"]), None),
        "polls": [poll for poll in polls if poll["is_open"]],
        "closed_polls": [poll for poll in polls if not poll["is_open"]],  # below the questions: she is done with them
        "open_poll": next((poll for poll in polls if poll["is_open"]), None),
        "key": uuid4(),
        "poll_key": uuid4(),
        "visitor_key": uuid4(),
        "less_key": uuid4(),
    }


def pace_in_words(pace: int) -> str:
    """How often one woman may say something."""
    return gettext("%(n)s s") % {"n": pace} if pace else gettext("Freely")


def code_of(gathering: Gathering) -> tuple[str, str]:
    """The address of its live page, short, and the QR that opens it."""
    address = settings.ORIGIN + reverse("events:live", args=[gathering.pk])
    return address.partition("://")[2].rstrip("/"), picture_of(address)
