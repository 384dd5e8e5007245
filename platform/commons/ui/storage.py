from collections.abc import Callable
from re import Match
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

PACKAGES = ("admin/", "django_htmx/")


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Hashed names, compressed files, and the imports between JavaScript modules rewritten to the hashed names."""

    support_js_module_import_aggregation = True

    def url_converter(self, name: str, hashed_files: dict[str, str], template: str | None = None) -> Callable[[Match[str]], str]:
        """As Django's; scripts of packages stay as they are, since a comment in one of htmx's names a file that isn't there."""
        if name.endswith(".js") and name.startswith(PACKAGES):
            return lambda match: match[0]
        converter: Any = super().url_converter(name, hashed_files, template)
        return converter
