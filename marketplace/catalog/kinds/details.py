"""What was said of a kind's own fields, held against its declaration."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from commons.journal.refusals import Refused

from .declaring import Field, Kind

LONGEST = {"line": 120, "text": 1_000}


def check_details(kind: Kind, given: Mapping[str, Any]) -> dict[str, Any]:
    """The details as they are kept: declared fields alone, without what is empty. Raises Refused `invalid` with a sentence."""
    if unknown := set(given) - {field.name for field in kind.fields}:
        raise Refused("invalid", f"{kind.name}: {sorted(unknown)}")
    kept = {field.name: value for field in kind.fields if (value := _checked(field, given.get(field.name))) is not None}
    least, most = kept.get("least"), kept.get("most")
    if least is not None and most is not None and least > most:
        raise Refused("invalid", _("The least is more than the most."))
    return kept


def defaults_of(kind: Kind) -> dict[str, Any]:
    """What a fresh service of this kind says until she says more."""
    return {field.name: field.default for field in kind.fields if field.default is not None}


def _checked(field: Field, value: Any) -> Any:
    if value in (None, "", []):
        if field.required:
            raise Refused("invalid", _("“%(field)s” is missing.") % {"field": field.label})
        return None
    if not _fits(field, value):
        raise Refused("invalid", _("“%(field)s” can't be that.") % {"field": field.label})
    return value


def _fits(field: Field, value: Any) -> bool:
    if field.type in ("number", "money"):
        return type(value) is int and field.least <= value <= field.most
    if field.type == "choices":
        return isinstance(value, list) and len(set(map(str, value))) == len(value) and set(map(str, value)) <= set(field.choices or ())
    if field.type == "choice":
        return isinstance(value, str) and value in (field.choices or ())
    return isinstance(value, str) and len(value) <= LONGEST[field.type]
