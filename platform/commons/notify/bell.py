"""The bell at the top of a member's pages: how much she hasn't looked at."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from commons.journal.reading import head
from commons.people.models import Member

from .models import Notice
from .streams import bell_stream


def bell(request: HttpRequest) -> SafeString | None:
    """None for strangers. It follows her bell's stream from where this page was drawn."""
    member = request.user
    if not isinstance(member, Member):
        return None
    stream = bell_stream(member.actor)
    reached = head(stream)
    return render_to_string("notify/_bell.html", {"unseen": _unseen(member.actor), "stream": stream, "head": reached})


def _unseen(actor: str) -> int:
    """Whom she doesn't meet is asked only where there is something: a bell is on every page, and mostly it is still."""
    if not Notice.objects.filter(to=actor).unseen().exists():
        return 0
    return Notice.objects.told_to(actor).unseen().count()
