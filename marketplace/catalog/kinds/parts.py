"""Fields that several kinds ask for alike."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, npgettext_lazy

from .declaring import Field, Unit, Words

UNTIL_READY = Unit(_("days"), npgettext_lazy("ready after", "%(n)s day", "%(n)s days", "n"))
HOURS = Unit(_("hours"), ngettext_lazy("%(n)s hour", "%(n)s hours", "n"))
PEOPLE = Unit(_("people"), ngettext_lazy("%(n)s person", "%(n)s people", "n"))
A_STAY = Unit(_("nights"), ngettext_lazy("%(n)s night", "%(n)s nights", "n"))

DAYS = Field(name="days", type="number", label=_("Ready after"), unit=UNTIL_READY, default=7, most=365)
FABRIC = Field(
    name="fabric",
    type="choice",
    label=_("Whose fabric"),
    choices={"both": _("Mine or the customer's"), "mine": _("Mine"), "hers": _("The customer's")},
    default="both",
)
SIZES = Field(name="sizes", type="line", label=_("Sizes"), help=_("For example: 42–54, or 120 × 180 cm."))

MEETING_POINT = Field(
    name="meeting_point",
    type="line",
    label=_("Address, or how you are found"),
    help=_("Shown only to those with whom you have agreed, and only until it is over. Before that they see the district."),
    private=True,
)
PLACES = {
    "lab": _("At the lab"),
    "public": _("At a public place"),
    "hers": _("At the maker's"),
    "theirs": _("At the customer's"),
}


def meets_at(*places: str, label: Words = "", unless: tuple[str, str] | None = None) -> Field:
    """Where she meets who orders: everyone reads which of these it is, the first unless she says otherwise."""
    choices = {place: PLACES[place] for place in places}
    return Field(name="meets", type="choice", label=label or _("Where you meet"), choices=choices, default=places[0], unless=unless)


def comes(who: str) -> Field:
    """Who may come: the rule that is said before somebody orders, `who` unless she says otherwise."""
    choices = {"women": _("Women only"), "everyone": _("Everyone")}
    return Field(name="who", type="choice", label=_("Who may come"), choices=choices, default=who)


DIETS = {
    "halal": _("Halal"),
    "meatless": _("Without meat"),
    "no_milk": _("Without milk"),
    "no_gluten": _("Without gluten"),
    "no_nuts": _("Without nuts"),
    "no_sugar": _("Without sugar"),
}
MENU = (
    Field(name="menu", type="text", label=_("What there is to eat"), help=_("One dish a line.")),
    Field(name="diets", type="choices", label=_("What people ask about"), choices=DIETS),
)
HOW = {"both": _("Brought, or picked up"), "brought": _("Brought to the place"), "fetched": _("Picked up")}
DELIVERY = (
    Field(name="delivery", type="choice", label=_("How it gets there"), choices=HOW, default="fetched"),
    Field(name="area", type="line", label=_("Where you bring it"), help=_("For example: the town of Osh and Kara-Suu.")),
    meets_at("lab", "hers", label=_("Where it is picked up"), unless=("delivery", "brought")),
    MEETING_POINT,
)

GROUP = (
    Field(name="least", type="number", label=_("Group of at least"), unit=PEOPLE, default=1, most=200),
    Field(name="most", type="number", label=_("Group of at most"), unit=PEOPLE, default=8, most=200),
)
PRIVATE_PRICE = Field(name="private_price", type="money", label=_("Price for a group of one's own"), least=100, most=1_000_000_000)
LANGUAGES = Field(name="languages", type="choices", label=_("In which languages"), choices=dict(settings.LANGUAGES))
SEASONS = {"spring": _("Spring"), "summer": _("Summer"), "autumn": _("Autumn"), "winter": _("Winter")}
SEASON = Field(name="season", type="choices", label=_("When in the year"), choices=SEASONS)
INCLUDED = Field(name="included", type="text", label=_("What is included"), help=_("For example: lunch, the way there, a raincoat."))
NIGHTS = Field(name="nights", type="number", label=_("At least"), unit=A_STAY, default=1, most=60)
VISIT = (meets_at("lab", "hers", "theirs", unless=("where", "far")), MEETING_POINT, comes("everyone"))  # a fitting, a handing over
WHERE = Field(
    name="where",
    type="choice",
    label=_("Where"),
    choices={"both": _("At a distance, or on the spot"), "far": _("At a distance"), "here": _("On the spot")},
    default="both",
)
