"""The tabs of the market, beside what is sold: each app that has one adds it in its AppConfig.ready()."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.people.models import Member


@dataclass(frozen=True)
class Tab:
    name: str | Promise
    url_name: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)


_tabs: dict[str, Tab] = {"catalog:market": Tab(_("Services"), "catalog:market")}


def market_tab(name: str | Promise, url_name: str) -> None:
    """Put `name` (lazy, translated) beside the services, on the first page of the market, for members."""
    _tabs[url_name] = Tab(name, url_name)


def tabs_for(member: Member | None) -> list[Tab]:
    """None for a customer: what is sold is all that there is for her."""
    return list(_tabs.values()) if member else []
