"""What machines read of a public page: previews in WhatsApp, search engines. Addresses are absolute, of the public origin."""

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from commons.media.models import Picture

from .models import Listing, Shop

SAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
LONGEST = 200


def absolute(path: str) -> str:
    return settings.ORIGIN + path


def described(listing: Listing, address: str, pictures: Sequence[Picture]) -> dict[str, Any]:
    """Title, words and picture for a preview, and schema.org's for search engines."""
    shop = listing.shop
    place = ", ".join(filter(None, [listing.where, listing.lab.region]))
    price: dict[str, Any] = {"@type": "Offer", "priceCurrency": "KGS", "url": address, "price": _price(listing.price_from)}
    if listing.unit and listing.unit != "piece":
        each = {"@type": "UnitPriceSpecification", "price": price["price"], "priceCurrency": "KGS", "unitText": str(listing.unit_label)}
        price["priceSpecification"] = each
    if listing.declared.quoted or listing.price_to:
        price = {"@type": "AggregateOffer", "priceCurrency": "KGS", "url": address, "lowPrice": _price(listing.price_from)}
        if listing.price_to:
            price["highPrice"] = _price(listing.price_to)
    said = {
        "@context": "https://schema.org",
        "@type": "Product" if listing.declared.trade == "ready" else "Service",
        "name": listing.title,
        "description": listing.about,
        "category": str(listing.declared.label),
        "url": address,
        "image": [absolute(picture.address(1280)) for picture in pictures[:3]],
        "offers": price,
    }
    maker = {
        "@type": "LocalBusiness",
        "name": shop.title,
        "address": {"@type": "PostalAddress", "addressLocality": place, "addressCountry": "KG"},
    }
    said |= {"brand": maker} if said["@type"] == "Product" else {"provider": maker, "areaServed": place}
    image = absolute(pictures[0].address(1280)) if pictures else ""
    words = listing.about or f"{listing.declared.label} · {shop.title} · {place}"
    return {
        "title": listing.title,
        "words": in_short(words),
        "image": image,
        "picture": pictures[0] if pictures else None,
        "data": as_data(said),
    }


def described_shop(shop: Shop, address: str) -> dict[str, Any]:
    """The same of a shop."""
    place = ", ".join(filter(None, [shop.district, shop.lab.region]))
    image = absolute(shop.face.address(1280)) if shop.face and shop.shows_face else ""
    said: dict[str, Any] = {"@context": "https://schema.org", "@type": "LocalBusiness", "name": shop.title, "url": address}
    said |= {
        "description": shop.about,
        "image": image,
        "address": {"@type": "PostalAddress", "addressLocality": place, "addressCountry": "KG"},
    }
    return {"title": shop.title, "words": in_short(shop.about or place), "image": image, "picture": None, "data": as_data(said)}


def as_data(said: dict[str, Any]) -> SafeString:
    """A data block: browsers run nothing of it, and nothing in it ends it."""
    told = {name: value for name, value in said.items() if value}
    text = json.dumps(told, ensure_ascii=False).translate(SAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  translated above


def in_short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _price(tyiyn: int | None) -> str:
    return f"{(tyiyn or 0) / 100:.2f}"
