"""What a board begins with: columns and first cards by kind of business, as data. A new kind is a declaration here, and no migration."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.ui.languages import SPOKEN


@dataclass(frozen=True)
class FirstColumn:
    """A column and the cards that stand in it from the first."""

    title: Promise
    cards: Sequence[Promise] = ()


@dataclass(frozen=True)
class Template:
    """One kind of business, and the picture that stands for it."""

    label: Promise
    icon: str
    columns: Sequence[FirstColumn]


DOING, DONE = FirstColumn(_("Under way")), FirstColumn(_("Done"))

TEMPLATES = {
    "": Template(_("An empty board"), "square", (FirstColumn(_("Ideas")), DOING, DONE)),
    "wedding": Template(
        _("A wedding season"),
        "gem",
        (
            FirstColumn(
                _("To do"),
                (
                    _("Count how many dresses and tables we can take"),
                    _("One price list for dress, table and guests from afar"),
                    _("Buy cloth together, once for all"),
                    _("Photos of what we have made before"),
                    _("Who answers the customers on which days"),
                ),
            ),
            DOING,
            FirstColumn(_("Fitting and tasting")),
            FirstColumn(_("Handed over")),
        ),
    ),
    "guest_house": Template(
        _("A guest house"),
        "bed-double",
        (
            FirstColumn(
                _("To prepare"),
                (
                    _("Beds, bedding and towels: what there is and what is missing"),
                    _("Papers: a patent, and how guests are registered"),
                    _("Photos of the rooms, the yard and the view"),
                    _("The price of a night, with breakfast and without"),
                    _("Three walks for a day, and who goes along"),
                ),
            ),
            FirstColumn(_("Guests come")),
            FirstColumn(_("Guests are here")),
            DONE,
        ),
    ),
    "felt": Template(
        _("Felt for export"),
        "package",
        (
            FirstColumn(
                _("Preparing"),
                (
                    _("Wool: how many kilos, from whom, at what price"),
                    _("Ten samples in the same sizes and colours"),
                    _("The price with packing, post and customs"),
                    _("Papers: certificate of origin, and what customs ask"),
                    _("Photos on white, with sizes in centimetres"),
                ),
            ),
            FirstColumn(_("Being felted")),
            FirstColumn(_("Drying and packing")),
            FirstColumn(_("Sent")),
        ),
    ),
}


def in_every_language(text: Promise) -> dict[str, str]:
    """By language code, as women of each read it."""
    said = {}
    for code in SPOKEN:
        with translation.override(code):
            said[code] = str(text)
    return said
