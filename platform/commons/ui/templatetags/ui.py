"""`{% load ui %}`: icons, faces, the ornament, and when something was or will be."""

from datetime import date, datetime, timedelta
from functools import cache

from django import template
from django.conf import settings
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext
from lucide.templatetags.lucide import lucide

from commons.ui import money

register = template.Library()


@register.simple_tag
def icon(name: str, size: str = "") -> str:
    """A lucide icon as inline SVG, hidden from those who listen: a word stands beside it. `size` may be "small"."""
    return _icon(str(name), str(size))


@register.simple_tag
def face(thing: object, size: str = "") -> SafeString:
    """A felt patch with the initial of a member or a room, dyed by its id. `size` may be "small" or "large"."""
    return patch(getattr(thing, "pk", None) or 0, str(thing), size)


@register.simple_tag
def patch(number: int, name: str, size: str = "") -> SafeString:
    """As `face`, of a name and a number given apart."""
    classes = " ".join(filter(None, ["face", f"face--{dye_of(number)}", size and f"face--{size}"]))
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, initial(name))


def dye_of(number: int) -> int:
    """Of the four dyes, the one of the member or the room of this number."""
    return number % 10 % 4


@register.simple_tag
def ornament(kind: str = "") -> SafeString:
    """The strip of ram's horns, or a single one where `kind` is "one"."""
    return format_html('<div class="strip{}" aria-hidden="true"></div>', f" strip--{kind}" if kind else "")


@register.simple_tag
def spoken() -> list[tuple[str, str]]:
    """The languages of the house as (code, its own name)."""
    return settings.LANGUAGES


@register.filter
def when(at: datetime | None) -> SafeString | str:
    """`<time>`, as short as it is still clear: 14:32, yesterday, a weekday, a date; in the current zone and language."""
    if at is None:
        return ""
    here = timezone.localtime(at)
    full = formats.date_format(here, "DATETIME_FORMAT")
    return format_html('<time datetime="{}" title="{}">{}</time>', here.isoformat(timespec="minutes"), full, _in_short(here))


@register.filter(expects_localtime=True)
def day(at: date) -> str:
    """A day and its weekday as they are written in the active language: 15-декабрь, шейшемби; 15 December, Tuesday."""
    weekday = formats.date_format(at, "l")
    return f"{formats.date_format(at, 'MONTH_DAY_FORMAT')}, {weekday if get_language() == 'en' else weekday.lower()}"


@register.filter(expects_localtime=True)
def short_day(at: date) -> str:
    """The same for a narrow place: Бш, 3-декабрь; Thu, 3 Dec."""
    return f"{formats.date_format(at, 'D')}, {_without_year(at)}"


@register.filter
def soon(at: datetime) -> str:
    """A moment to come, as short as it is still clear: 14:32 today; else the day, too: Fri, 28 Nov, 14:32."""
    here = timezone.localtime(at)
    clock = formats.date_format(here, "TIME_FORMAT")
    return clock if here.date() == timezone.localdate() else f"{short_day(here)}, {clock}"


@register.filter(expects_localtime=True)
def month(at: date) -> str:
    """Its month, short: дек; Dec."""
    return formats.date_format(at, "M" if get_language() == "en" else "b")


@register.filter
def som(tyiyn: int | None) -> str:
    """Money in whole som, in the active language: 1 250 сом. Takes tyiyn."""
    return "" if tyiyn is None else money.som(tyiyn)


@register.filter
def in_som(tyiyn: int | None) -> str:
    """The same without the word: 1 250, for the first of two prices."""
    return "" if tyiyn is None else money.in_som(tyiyn)


def initial(name: str) -> str:
    """The first letter or digit of a name, large."""
    return next((letter for letter in name if letter.isalnum()), "#").upper()


def _in_short(here: datetime) -> str:
    today = timezone.localtime().date()
    if here.date() == today:
        return formats.date_format(here, "TIME_FORMAT")
    if here.date() == today - timedelta(days=1):
        return gettext("yesterday")
    if timedelta(0) < today - here.date() < timedelta(days=7):
        return formats.date_format(here, "D")
    if here.year == today.year:
        return _without_year(here)
    return formats.date_format(here, "SHORT_DATE_FORMAT")


def _without_year(at: date) -> str:
    return formats.date_format(at, pgettext("date without the year, in Django's letters", "j M"))


@cache
def _icon(name: str, size: str) -> str:
    return lucide(name, size=None, stroke_width="1.9", aria_hidden="true", **{"class": f"icon icon--{size}" if size else "icon"})
