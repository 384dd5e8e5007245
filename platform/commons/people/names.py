"""Names given in several languages: a JSON object by language code."""

from collections.abc import Mapping

from django.utils.translation import get_language

FALLBACKS = ("ky", "ru", "uz-cyrl", "en")


def localised(names: Mapping[str, str], language: str | None = None) -> str:
    """The name in this language (the active one by default), else the first given in the fixed order."""
    for code in (language or get_language() or "ky", *FALLBACKS):
        if name := names.get(code):
            return name
    return ""
