"""The HTTP twin of the socket: a form sent by a browser without scripts, answered as a script's."""

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from .phone import Address

TOKEN = "t" * 32  # cookie and field must agree, and any will do


def post(address: Address, cookie: str | None, path: str, **fields: str) -> tuple[int, dict[str, Any]]:
    """POST a form and take the ack or nack object. Returns the status and the object."""
    cookies = f"csrftoken={TOKEN}" + (f"; sessionid={cookie}" if cookie else "")
    headers = {"Cookie": cookies, "Origin": address.url, "Accept": "application/json"}
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, **fields}).encode()
    request = urllib.request.Request(address.url + path, data=form, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status), object_of(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.code, object_of(refusal)


def object_of(answer: Any) -> dict[str, Any]:
    """The object of a JSON answer; empty where it was a page."""
    return json.load(answer) if answer.headers.get_content_type() == "application/json" else {}
