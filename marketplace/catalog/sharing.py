"""How a page is sent on: its public address, and the one that opens WhatsApp with it."""

from urllib.parse import quote

from commons.ui.previews import absolute


def shared(title: str, path: str) -> dict[str, str]:
    """Its public address, and the one that sends it on by WhatsApp."""
    address = absolute(path)
    return {"address": address, "share": "https://wa.me/?text=" + quote(f"{title}\n{address}")}
