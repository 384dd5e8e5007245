"""What the catalog announces: of a service on `marketplace.listing:ID`, of a shop on `marketplace.shop:ID`. Ids only."""

from dataclasses import dataclass

from commons.journal.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ShopOpened(Fact, name="marketplace.shop.opened"):
    """She published her first service, and her shop is open."""

    shop: int


@dataclass(frozen=True, kw_only=True)
class ShopChanged(Fact, name="marketplace.shop.changed"):
    """What the shop says or shows of itself is different, or its days, or that it is open at all."""

    shop: int


@dataclass(frozen=True, kw_only=True)
class ShopHandedOver(ShopChanged, name="marketplace.shop.entrusted"):
    """`member` answers the customers of a venture's shop from now on; until then it was `before`."""

    member: int
    before: int


@dataclass(frozen=True, kw_only=True)
class ListingPublished(Fact, name="marketplace.listing.published"):
    """A service came onto the market, or came back."""

    listing: int


@dataclass(frozen=True, kw_only=True)
class ListingChanged(Fact, name="marketplace.listing.changed"):
    """What it says or shows is different."""

    listing: int


@dataclass(frozen=True, kw_only=True)
class ListingRemoved(Fact, name="marketplace.listing.removed"):
    """It is off the market: taken off or deleted by its maker, or hidden by who keeps the place safe; then the actor is `system`."""

    listing: int
