"""Browsers in which someone wants to be told."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from commons.journal.refusals import Refused
from commons.journal.writing import atomic

from ..endpoints import check_endpoint, check_keys
from ..models import PushSubscription

MOST = 10  # browsers of one person: the oldest goes


def subscribe(actor: str, session_key: str, endpoint: str, p256dh: str, auth: str, language: str) -> None:
    """From now on she is told in this browser too, as long as its session lasts. Raises Refused `invalid`."""
    check_endpoint(endpoint)
    check_keys(p256dh, auth)
    with atomic():
        session = Session.objects.filter(session_key=session_key).first()
        if session is None:
            raise Refused("forbidden")
        kept = {"session": session, "p256dh": p256dh, "auth": auth, "language": language, "made_at": timezone.now(), "failed_at": None}
        PushSubscription.objects.update_or_create(actor=actor, endpoint=endpoint, defaults=kept)
        PushSubscription.objects.filter(endpoint=endpoint, actor__startswith="member:").exclude(session=session).delete()
        older = PushSubscription.objects.filter(actor=actor).order_by("-made_at", "-pk").values_list("pk", flat=True)[MOST:]
        PushSubscription.objects.filter(pk__in=list(older)).delete()


def unsubscribe(actor: str, endpoint: str) -> None:
    """No more in this browser."""
    with atomic():
        PushSubscription.objects.filter(actor=actor, endpoint=endpoint).delete()
