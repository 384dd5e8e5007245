"""A guest's private link with the ways to send it on: to herself, or by someone who helps her."""

from urllib.parse import quote

from .models import Pass


def ways_of(link: Pass, phone: str, title: str) -> dict[str, str]:
    """The addresses of the messengers, with what it is about and the link in them; `phone` is the guest's, perhaps none."""
    text = quote(f"{title}\n{link.address}")
    return {
        "address": link.address,
        "whatsapp": f"https://wa.me/{phone.removeprefix('+')}?text={text}",
        "telegram": f"https://t.me/share/url?url={quote(link.address, safe='')}&text={quote(title)}",
        "sms": f"sms:{phone}?body={text}",
    }
