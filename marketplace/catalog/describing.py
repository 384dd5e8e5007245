"""What machines read of a public page: previews in WhatsApp, search engines."""

from collections.abc import Sequence
from typing import Any

from commons.media.models import Picture
from commons.ui.previews import absolute, as_data, in_short

from .models import Listing, Shop

MOST_PICTURES = 3


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
        "image": [absolute(picture.address(1280)) for picture in pictures[:MOST_PICTURES]],
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
        "data": as_data(said),
    }


def described_shop(shop: Shop, address: str, pictures: Sequence[Picture]) -> dict[str, Any]:
    """The same of a shop; its face, where it shows one, comes after its pictures."""
    place = ", ".join(filter(None, [shop.district, shop.lab.region]))
    shown = [*pictures, *([shop.face] if shop.face and shop.shows_face else [])][:MOST_PICTURES]
    images = [absolute(picture.address(1280)) for picture in shown]
    said: dict[str, Any] = {"@context": "https://schema.org", "@type": "LocalBusiness", "name": shop.title, "url": address}
    said |= {
        "description": shop.about,
        "image": images,
        "address": {"@type": "PostalAddress", "addressLocality": place, "addressCountry": "KG"},
    }
    return {"title": shop.title, "words": in_short(shop.about or place), "image": images[0] if images else "", "data": as_data(said)}


def _price(tyiyn: int | None) -> str:
    return f"{(tyiyn or 0) / 100:.2f}"
