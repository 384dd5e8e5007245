"""Mail: what waits for her, gathered into one; without content unless she asked for more."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from commons.journal.things import things
from commons.people.models import Pass

from .models import Notice
from .ways import Reader

MOST = 20  # in one mail; the others are on the page it leads to
SALT = "commons.notify.mail"


def bundle_for(reader: Reader) -> list[Notice]:
    """What she hasn't seen and no mail told her of, the oldest first."""
    waiting = Notice.objects.told_to(reader.actor).unseen().filter(Q(mailed_at=None) | Q(mailed_at__lt=F("at")))
    return [notice for notice in waiting.select_related("entry").order_by("at", "pk") if reader.hears_of(notice)]


def send(reader: Reader, bundle: list[Notice]) -> None:
    """One mail for all of them. Sent once more after a crash it has the same Message-ID, and takes the first one's place."""
    with translation.override(reader.language):
        lines = _lines(reader, bundle[:MOST])
        stop = token_address("notify:mail-stop", reader.actor, reader.email)
        context = {"lines": lines, "more": len(bundle) - len(lines), "stop": stop, "reader": reader, "origin": settings.ORIGIN}
        message = EmailMultiAlternatives(
            subject=lines[0][0] if len(lines) == 1 else str(render_to_string("notify/mail_subject.txt", context)).strip(),
            body=render_to_string("notify/mail.txt", context),
            to=[reader.email],
            headers={
                "Message-ID": f"<{_name(reader, bundle)}@{_host()}>",
                "References": f"<{_name(reader, [])}@{_host()}>",  # one conversation in her mail, not many
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )
        message.attach_alternative(render_to_string("notify/mail.html", context), "text/html")
    message.send()


def ask_to_confirm(reader_actor: str, language: str, email: str) -> None:
    """Ask whoever reads mail at this address whether it is to be written to."""
    with translation.override(language):
        context = {"confirm": token_address("notify:mail-confirm", reader_actor, email), "origin": settings.ORIGIN}
        subject = str(render_to_string("notify/mail_confirm_subject.txt", context)).strip()
        EmailMultiAlternatives(subject=subject, body=render_to_string("notify/mail_confirm.txt", context), to=[email]).send()


def token_address(name: str, actor: str, email: str) -> str:
    """An address that whoever reads mail at `email` may open, and nobody else can guess."""
    return settings.ORIGIN + reverse(name, args=[signing.dumps([actor, email], salt=SALT)])


def read_token(token: str) -> tuple[str, str] | None:
    """Whose it is, and which address; None for what isn't one of ours."""
    try:
        actor, email = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return actor, email


def _lines(reader: Reader, notices: list[Notice]) -> list[tuple[str, str]]:
    """Each as words and the address it leads to."""
    if reader.guest is None:
        return [(reader.words_of(notice), f"{settings.ORIGIN}/notices/{notice.pk}/") for notice in notices]
    links = {link.stream: link.address for link in Pass.objects.good().filter(guest=reader.guest)}
    found = things(notice.about for notice in notices)
    elsewhere = {stream: settings.ORIGIN + about.address for stream, about in found.items()}
    return [(reader.words_of(notice), links.get(notice.about) or elsewhere.get(notice.about, settings.ORIGIN)) for notice in notices]


def _name(reader: Reader, bundle: list[Notice]) -> str:
    first = f"{bundle[0].pk} {bundle[0].entry_id}" if bundle else ""
    return hashlib.blake2s(f"{reader.actor} {first}".encode(), key=settings.SECRET_KEY.encode()[:32], digest_size=16).hexdigest()


def _host() -> str:
    return urlsplit(settings.ORIGIN).hostname or "localhost"
