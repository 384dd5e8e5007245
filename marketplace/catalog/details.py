"""What is said of a service beside its name and price, in the order in which its kind asks for it."""

from typing import Any, NamedTuple

from commons.ui.money import som

from .kinds import Field
from .models import Listing

UNSAID = (("least", 1), ("who", "everyone"))
SET = ("meets", "who")


class Said(NamedTuple):
    """A field as a page shows it: one value, or several."""

    label: Any
    values: list[Any]
    is_list: bool
    is_text: bool


def said_of(listing: Listing) -> list[Said]:
    """What its kind declares and she has said, for everyone: nothing that is `private`."""
    fields = [field for field in listing.declared.fields if not field.private and field.applies(listing.details)]
    given = [(field, listing.details.get(field.name)) for field in fields]
    return [_shown(field, value) for field, value in given if value not in (None, "", []) and (field.name, value) not in UNSAID]


def usual_of(listing: Listing) -> list[Said]:
    """Where she meets whom, as it is set before she has said anything of it: she reads that before it is on the market."""
    return [
        _shown(field, listing.details[field.name])
        for field in listing.declared.fields
        if field.name in SET and field.name in listing.details
    ]


def _shown(field: Field, value: Any) -> Said:
    choices = dict(field.choices or {})
    if field.type == "choices":
        return Said(field.label, [choices[one] for one in value if one in choices], True, False)
    if field.type == "choice":
        return Said(field.label, [choices.get(value, "")], False, False)
    if field.type == "money":
        return Said(field.label, [som(value)], False, False)
    if field.type == "number":
        return Said(field.label, [field.unit.said(value) if field.unit else value], False, False)
    return Said(field.label, [value], False, field.type == "text")
