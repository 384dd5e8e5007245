"""What a phone is told that puts Birge on its first screen: a neutral name and icon, in the language of the page that asked."""

from typing import Any

from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _

GROUND = "#faf6ef"  # --felt of tokens.css; pages name the dark light's beside it
ICONS = (("ui/icon-192.png", 192, "any"), ("ui/icon-512.png", 512, "any"), ("ui/icon-maskable.png", 512, "maskable"))


def manifest(language: str) -> dict[str, Any]:
    """The manifest in this language. Its id is the same in all, so that choosing another one installs no second Birge."""
    with translation.override(language):
        name = _("Birge")
    drawn: list[dict[str, str]] = [{"src": static("ui/icon.svg"), "sizes": "any", "type": "image/svg+xml"}]
    drawn += [{"src": static(path), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose} for path, side, purpose in ICONS]
    return {
        "id": "/",
        "name": name,
        "short_name": name,
        "lang": language,
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": drawn,
    }
