"""Names given in several languages: a JSON object by language code."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FALLBACKS = ("ky", "ru", "uz-cyrl", "en")


def localised(names: Mapping[str, str], language: str | None = None) -> str:
    """The name in this language (the active one by default), else the first given in the fixed order."""
    for code in (language or get_language() or "ky", *FALLBACKS):
        if name := names.get(code):
            return name
    return ""


def check_names(given: object) -> None:
    """Raises ValidationError for anything but texts by language code."""
    if not isinstance(given, dict) or not all(code in FALLBACKS and isinstance(name, str) and name.strip() for code, name in given.items()):
        raise ValidationError(_('Give the name by language code, such as {"ky": "Ош", "ru": "Ош"}.'))


def check_languages(given: object) -> None:
    """Raises ValidationError for anything but a list of language codes."""
    if not isinstance(given, list) or not all(code in FALLBACKS for code in given):
        raise ValidationError(_('Give a list of language codes, such as ["ky", "ru"].'))
