"""Quiet lines between what is said: who came and who went, and what happened to that which a room is about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.people.models import Member
from commons.people.streams import member_actor

from .models import Room
from .streams import room_of

NOTED = "chat.line.noted"
MOVED = ("chat.member.joined", "chat.member.left", "chat.member.removed")
MOST = 100


class Line(SafeString):
    """One of them as an `<li>`."""

    day: date  # on which it happened where the labs are
    opens: date | None = None  # the day that begins with it, where a page says so


def lines_between(stream: str, first: int, last: int | None, hidden: Collection[int]) -> list[tuple[int, Line]]:
    """The lines of a window as (seq, `<li>`), without those she doesn't meet; `last` is None at the end."""
    entries = Entry.objects.filter(stream=stream, fact__in=(*MOVED, NOTED), seq__gte=first)
    if last is not None:
        entries = entries.filter(seq__lte=last)
    shown = [entry for entry in entries.order_by("-seq")[:MOST] if entry.data.get("member") not in hidden]
    noted = [entry for entry in shown if entry.fact == NOTED]
    told = lines_of(entry for entry in shown if entry.fact != NOTED) + (noted_lines_of(noted, get_language() or "ky") if noted else [])
    return sorted((entry.seq, line) for entry, line in told)


def lines_of(entries: Iterable[Entry]) -> list[tuple[Entry, Line]]:
    """Who came and who went: each entry with its `<li>` in the active language, without those of women who are gone."""
    entries = list(entries)
    names = dict(Member.objects.filter(pk__in={entry.data["member"] for entry in entries}).values_list("pk", "name"))
    return [
        (entry, _line(entry, member_actor(entry.data["member"]), name=names[entry.data["member"]]))
        for entry in entries
        if entry.data["member"] in names
    ]


def noted_lines_of(entries: Iterable[Entry], language: str) -> list[tuple[Entry, Line]]:
    """What happened to that which their rooms are about, as its app says it; what it says nothing of is left out."""
    entries = list(entries)
    about = dict(Room.objects.filter(pk__in={room_of(entry.stream) for entry in entries}).values_list("pk", "about"))
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        wanted[about.get(room_of(entry.stream) or 0) or ""].add(entry.data["of_seq"])
    happened = [one for stream, seqs in wanted.items() for one in Entry.objects.filter(stream=stream, seq__in=seqs)]
    facts = zip(happened, present(happened, language), strict=True)
    said = {(one.stream, one.seq): line_in(fact) for one, fact in facts}
    lines = []
    for entry in entries:
        text = said.get((about.get(room_of(entry.stream) or 0) or "", entry.data["of_seq"]))
        if text:
            lines.append((entry, _line(entry, "", text=text)))
    return lines


def shown_upto(stream: str, seq: int) -> int:
    """How far in what a room is about its lines lead, to this seq of the room."""
    last = Entry.objects.filter(stream=stream, fact=NOTED, seq__lte=seq).order_by("-seq").first()
    return last.data["of_seq"] if last else 0


def says(happened: Entry) -> bool:
    """Whether its app has a line for it."""
    (fact,) = present([happened], get_language() or "ky")
    return bool(line_in(fact))


def line_in(fact: Mapping[str, Any]) -> str:
    """What a presented fact says of itself in a line, if it does."""
    line: str = fact.get("data", {}).get("line", "")
    return line


def _line(entry: Entry, by: str, **said: str) -> Line:
    moment = entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    context = {"seq": entry.seq, "moment": moment, "by": by, "fact": entry.fact, **said}
    line = Line(render_to_string("chat/_line.html", context).strip())
    line.day = timezone.localdate(entry.at)
    return line
