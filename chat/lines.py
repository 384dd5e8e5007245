"""Who came and who went, as quiet lines between what is said."""

from collections.abc import Collection, Iterable

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from commons.journal.models import Entry
from commons.people.models import Member
from commons.people.streams import member_actor

FACTS = ("chat.member.joined", "chat.member.left", "chat.member.removed")
MOST = 100


def lines_between(stream: str, first: int, last: int | None, hidden: Collection[int]) -> list[tuple[int, SafeString]]:
    """The lines of a window as (seq, `<li>`), without those she doesn't meet; `last` is None at the end."""
    entries = Entry.objects.filter(stream=stream, fact__in=FACTS, seq__gte=first)
    if last is not None:
        entries = entries.filter(seq__lte=last)
    shown = [entry for entry in entries.order_by("-seq")[:MOST] if entry.data["member"] not in hidden]
    return [(entry.seq, line) for entry, line in lines_of(reversed(shown))]


def lines_of(entries: Iterable[Entry]) -> list[tuple[Entry, SafeString]]:
    """Each entry with its `<li>` in the active language, without those of women who are gone."""
    entries = list(entries)
    names = dict(Member.objects.filter(pk__in={entry.data["member"] for entry in entries}).values_list("pk", "name"))
    return [(entry, _line(entry, names[entry.data["member"]])) for entry in entries if entry.data["member"] in names]


def _line(entry: Entry, name: str) -> SafeString:
    context = {"seq": entry.seq, "by": member_actor(entry.data["member"]), "name": name, "fact": entry.fact}
    return SafeString(render_to_string("chat/_line.html", context).strip())
