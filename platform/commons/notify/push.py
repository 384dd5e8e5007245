"""Web push: encrypted for one browser, and without content unless she asked for more."""

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from requests.exceptions import RequestException

from commons.journal.things import thing

from . import vapid
from .endpoints import outward
from .models import Notice, PushSubscription
from .ways import Reader

LASTS = 24 * 3600  # seconds that a push service keeps what it can't deliver
PATIENCE = (3.05, 5)  # seconds to connect, and to answer
GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


class NotTaken(Exception):
    """A push service that doesn't take it just now; it is tried again."""


def send(notice: Notice, reader: Reader, to: PushSubscription) -> bool:
    """Hand it to the push service. Returns False where there is no such browser any more. Raises NotTaken."""
    from py_vapid import Vapid02  # brought in when needed: together they take a second to import
    from pywebpush import WebPusher

    with translation.override(to.language):
        content = json.dumps(_content(notice, reader), ensure_ascii=False, separators=(",", ":")).encode()
    parts = urlsplit(to.endpoint)
    claims = {"sub": settings.ORIGIN, "aud": f"{parts.scheme}://{parts.netloc}"}
    pusher = WebPusher({"endpoint": to.endpoint, "keys": {"p256dh": to.p256dh, "auth": to.auth}})
    headers = {
        **Vapid02(vapid.private_key(), conf={"no-strict": True}).sign(claims),  # a demonstration's address is none for the strict
        "Content-Encoding": "aes128gcm",
        "TTL": str(LASTS),
        "Topic": f"notice-{notice.pk}",  # one that she hasn't got yet is replaced
        "Urgency": "high" if notice.its_kind.is_urgent else "normal",
    }
    try:
        with outward() as session:
            sealed = pusher.encode(content)["body"]
            answer = session.post(to.endpoint, data=sealed, headers=headers, timeout=PATIENCE, allow_redirects=False, stream=True)
            answer.close()
    except RequestException as error:
        raise NotTaken(type(error).__name__) from None
    if answer.status_code in GONE:
        return False
    if answer.status_code >= HTTPStatus.MULTIPLE_CHOICES:
        raise NotTaken(answer.status_code)
    return True


def _content(notice: Notice, reader: Reader) -> dict[str, Any]:
    """What her phone shows: the house's neutral name and sentence; a tag, so that a second one takes the first one's place."""
    about = thing(notice.about) if reader.guest else None
    content = {"title": _("Birge"), "body": reader.words_of(notice), "tag": f"notice-{notice.pk}"}
    if reader.guest:
        return {**content, "url": about.address if about else "/"}
    return {**content, "url": f"/notices/{notice.pk}/", "unseen": Notice.objects.told_to(reader.actor).unseen().count()}
