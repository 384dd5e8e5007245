"""The trades of the labs. A new one is added here, and everything else follows: form, page, search, filter."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .declaring import Counted, Field, Kind, Trade
from .parts import (
    DAYS,
    DELIVERY,
    FABRIC,
    GROUP,
    HOURS,
    INCLUDED,
    LANGUAGES,
    MEETING_POINT,
    MENU,
    NIGHTS,
    PEOPLE,
    PRIVATE_PRICE,
    SEASON,
    SIZES,
    VISIT,
    WHERE,
    comes,
    meets_at,
)

UNITS = {
    "piece": _("a piece"),
    "metre": _("a metre"),
    "head": _("a head"),
    "person": _("a person"),
    "group": _("a group"),
    "night": _("a night"),
    "hour": _("an hour"),
    "day": _("a day"),
    "job": _("for all of it"),
    "kilo": _("a kilo"),
}

_TRADES = (
    Trade(
        name="sewing",
        label=_("Sewing"),
        icon="scissors",
        capacity=5,
        capacity_label=_("How many pieces you sew in a week"),
        capacity_unit=_("pieces"),
    ),
    Trade(
        name="catering",
        label=_("Food"),
        icon="cooking-pot",
        capacity=60,
        capacity_label=_("For how many people you cook in a day"),
        capacity_unit=_("people"),
    ),
    Trade(
        name="tourism",
        label=_("Travel"),
        icon="mountain",
        capacity=6,
        capacity_label=_("How many guests sleep at your house"),
        capacity_unit=_("guests"),
    ),
    Trade(name="ready", label=_("Ready now"), icon="shopping-bag"),
    Trade(name="services", label=_("Other services"), icon="laptop"),
)

_KINDS = (
    Kind(
        name="tailoring",
        trade="sewing",
        label=_("Sewing to measure"),
        icon="scissors",
        units=("piece", "metre"),
        counted=Counted.WEEK,
        measured=True,
        notice=("days", "days"),
        fields=(DAYS, FABRIC, *VISIT),
    ),
    Kind(
        name="alterations",
        trade="sewing",
        label=_("Mending and altering"),
        icon="shirt",
        units=("piece",),
        counted=Counted.WEEK,
        notice=("days", "days"),
        fields=(DAYS, *VISIT),
    ),
    Kind(
        name="felt",
        trade="sewing",
        label=_("Felt and craft"),
        icon="spool",
        units=("piece", "metre"),
        counted=Counted.WEEK,
        notice=("days", "days"),
        fields=(DAYS, FABRIC, SIZES, meets_at("lab", "hers"), MEETING_POINT),
    ),
    Kind(
        name="catering",
        trade="catering",
        label=_("Meals for guests"),
        icon="cooking-pot",
        units=("head",),
        counted=Counted.DAY,
        quoted=False,
        notice=("notice", "hours"),
        fields=(
            Field(name="least", type="number", label=_("At least"), unit=PEOPLE, default=10, most=2_000),
            Field(name="most", type="number", label=_("At most"), unit=PEOPLE, default=60, most=2_000),
            Field(name="notice", type="number", label=_("Ordered ahead by"), unit=HOURS, default=48, most=1_440),
            *MENU,
            *DELIVERY,
        ),
    ),
    Kind(
        name="guiding",
        trade="tourism",
        label=_("A guided day"),
        icon="mountain",
        units=("person", "group"),
        counted=Counted.SLOT,
        quoted=False,
        fields=(
            *GROUP,
            PRIVATE_PRICE,
            LANGUAGES,
            Field(name="hours", type="number", label=_("How long"), unit=HOURS, default=8, most=240),
            SEASON,
            INCLUDED,
            meets_at("lab", "public", "theirs", "hers"),
            MEETING_POINT,
            comes("women"),
        ),
    ),
    Kind(
        name="homestay",
        trade="tourism",
        label=_("A night at my house"),
        icon="house",
        units=("person", "night"),
        counted=Counted.DAY,
        quoted=False,
        fields=(*GROUP, PRIVATE_PRICE, LANGUAGES, NIGHTS, SEASON, INCLUDED, MEETING_POINT, comes("women")),
    ),
    Kind(
        name="masterclass",
        trade="tourism",
        label=_("A master class for visitors"),
        icon="palette",
        units=("person", "group"),
        counted=Counted.SLOT,
        quoted=False,
        fields=(
            *GROUP,
            PRIVATE_PRICE,
            LANGUAGES,
            Field(name="hours", type="number", label=_("How long"), unit=HOURS, default=3, most=72),
            INCLUDED,
            meets_at("lab", "public", "hers"),
            MEETING_POINT,
            comes("everyone"),
        ),
    ),
    Kind(
        name="goods",
        trade="ready",
        label=_("A thing that is ready"),
        icon="shopping-bag",
        units=("piece", "metre", "kilo"),
        counted=Counted.PIECES,
        quoted=False,
        fields=(SIZES, *DELIVERY),
    ),
    Kind(
        name="food",
        trade="ready",
        label=_("Food to take away"),
        icon="croissant",
        units=("piece", "kilo"),
        counted=Counted.PIECES,
        quoted=False,
        fields=(*MENU, *DELIVERY),
    ),
    Kind(
        name="digital",
        trade="services",
        label=_("Digital work"),
        icon="laptop",
        units=("job", "hour", "day"),
        notice=("days", "days"),
        fields=(DAYS, LANGUAGES, WHERE, *VISIT),
    ),
    Kind(
        name="other",
        trade="services",
        label=pgettext_lazy("a kind of service", "Something else"),
        icon="sparkles",
        units=("job", "hour", "day", "person"),
        notice=("days", "days"),
        fields=(DAYS, LANGUAGES, WHERE, *VISIT),
    ),
)

TRADES = {trade.name: trade for trade in _TRADES}
KINDS = {kind.name: kind for kind in _KINDS}


def kind_of(name: str) -> Kind:
    """The kind of this name; for one that isn't declared any more, the most general."""
    return KINDS.get(name) or KINDS["other"]


def trade_of(name: str) -> Trade:
    """The trade of the kind of this name."""
    return TRADES[kind_of(name).trade]
