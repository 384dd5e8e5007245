"""A QR in a picture."""

from io import BytesIO

import zxingcpp
from django.utils.translation import gettext_lazy as _
from PIL import Image

from commons.journal.refusals import Refused
from commons.media.pictures import PreparedPicture

QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
NONE = _("No QR was found in this picture. Choose a screenshot in which it is whole and sharp.")


def link_in(picture: PreparedPicture) -> str:
    """What its QR says. The picture was read and made small before: nothing else of an upload comes here. Raises Refused `invalid`."""
    with Image.open(BytesIO(picture.files[max(picture.files)]), formats=("WEBP",)) as image:
        found = zxingcpp.read_barcodes(image.convert("L"), formats=QR)
    texts = {code.text for code in found if "#" in code.text}
    if len(texts) != 1:
        raise Refused("invalid", NONE)
    return texts.pop()
