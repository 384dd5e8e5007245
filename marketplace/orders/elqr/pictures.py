"""A QR of the bank's in a picture."""

from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.media.codes import codes_in
from commons.media.pictures import PreparedPicture

NONE = _("No QR was found in this picture. Choose a screenshot in which it is whole and sharp.")


def link_in(picture: PreparedPicture) -> str:
    """What its QR says. Raises Refused `invalid`."""
    texts = {text for text in codes_in(picture) if "#" in text}
    if len(texts) != 1:
        raise Refused("invalid", NONE)
    return texts.pop()
