"""Sessions in the database, some of which close after her."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

CLOSES_AT = "closes_at"
AFTER = timedelta(hours=12)


class SessionStore(db.SessionStore):
    """Its row ends when `close_after_her` said so, though the cookie has no age: many browsers never close."""

    def close_after_her(self) -> None:
        """End with the browser, and after 12 hours at the latest, however often it is used until then."""
        self.set_expiry(0)
        self[CLOSES_AT] = (timezone.now() + AFTER).isoformat()

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        closes_at = self.get(CLOSES_AT)
        return datetime.fromisoformat(closes_at) if closes_at else super().get_expiry_date(**kwargs)
