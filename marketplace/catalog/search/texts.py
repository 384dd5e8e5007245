"""What a service is found by: its names first, then all that is said of it in any language."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from .folding import fold

if TYPE_CHECKING:
    from ..models import Listing

MOST_WORDS = 400


def texts_of(listing: "Listing") -> tuple[str, str]:
    """Its `search_name` and `search_text`, folded; the text holds the names, too."""
    names = fold(" ".join(listing.names.values()))
    shop = listing.shop
    said = [
        *listing.abouts.values(),
        *shop.names.values(),
        shop.maker,
        listing.where,
        *listing.lab.names.values(),
        *listing.lab.regions.values(),
    ]
    said += [value for field in listing.declared.fields if not field.private and isinstance(value := listing.details.get(field.name), str)]
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said += [str(listing.declared.label), str(listing.trade.label)]
    words = dict.fromkeys(f"{names} {fold(' '.join(said))}".split())
    return names, " ".join(list(words)[:MOST_WORDS])
