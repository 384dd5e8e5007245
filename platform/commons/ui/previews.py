"""What machines read of a public page: previews in WhatsApp, search engines. Addresses are absolute, of the public origin."""

import json
from typing import Any

import segno
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
LONGEST = 200


def absolute(path: str) -> str:
    return settings.ORIGIN + path


def as_data(said: dict[str, Any]) -> SafeString:
    """A data block of what isn't empty: browsers run nothing of it, and nothing in it ends it."""
    told = {name: value for name, value in said.items() if value not in ("", [], None)}
    text = json.dumps(told, ensure_ascii=False).translate(SAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  translated above


def in_short(words: str) -> str:
    """On one line of at most 200 characters."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def picture_of(text: str, error: str = "m") -> str:
    """Its QR, as the address of a picture. `error` is how much damage it bears, as the format names it: l, m, q, h."""
    picture: str = segno.make(text, error=error).svg_data_uri(border=2, dark="#2e211b", light="#fff")
    return picture
