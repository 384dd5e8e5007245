"""Addresses: which of them are ours, which page is behind or above one, and the numbers in them."""

from datetime import MAXYEAR, date
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme

FIRST_YEAR = 1900


def is_ours(request: HttpRequest, address: str) -> bool:
    """Whether an address is one of this house; a bare word is none."""
    return "/" in address and url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def page_behind(request: HttpRequest) -> str:
    """Where she was when she sent this form: the page it came from, else the one above its own address."""
    came_from = request.headers.get("Referer", "")
    if not is_ours(request, came_from):
        return page_above(request.path)
    parts = urlsplit(came_from)
    return escape_leading_slashes(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def page_above(path: str) -> str:
    """The nearest address above this one that there is: `/chats/42/` above `/chats/42/messages/`."""
    while path := path.rstrip("/").rpartition("/")[0]:
        if _is_there(f"{path}/"):
            return f"{path}/"
    return "/"


def number(given: str | None) -> int | None:
    """An id or a seq out of an address or a form; None for what is none."""
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 19 else None


def month_in(given: str | None) -> date | None:
    """The first of the month in "2026-11", out of an address; None for what is none, or so far that it has no next."""
    try:
        month = date.fromisoformat(f"{given}-01")
    except ValueError:
        return None
    return month if FIRST_YEAR <= month.year < MAXYEAR else None


def _is_there(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
