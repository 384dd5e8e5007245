"""Where a maker meets whoever orders from her, as her service says it."""

from .models import Listing


def meets(listing: Listing) -> bool:
    """Whether somebody goes somewhere for it: not what is done at a distance alone."""
    return listing.declared.field("meeting_point") is not None and listing.details.get("where") != "far"


def place_named(listing: Listing) -> str:
    """Of which kind the place is, by its name; "" where nobody has said."""
    details, declared = listing.details, listing.declared
    if details.get("delivery") == "brought":
        return "theirs"
    return "hers" if declared.field("meets") is None else details.get("meets", "")


def address_of(listing: Listing) -> str:
    """Her own words for how she is found, for those with whom she has agreed; "" where nobody comes to her."""
    return listing.details.get("meeting_point", "") if meets(listing) and place_named(listing) != "theirs" else ""
