"""All stream names of the catalog; pictures and voices of a listing or a shop are guarded by the same names."""


def listing_stream(listing_id: int) -> str:
    """What happens to one service."""
    return f"marketplace.listing:{listing_id}"


def shop_stream(shop_id: int) -> str:
    """What happens to one shop."""
    return f"marketplace.shop:{shop_id}"
