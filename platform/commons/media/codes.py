"""QR codes in a picture."""

from io import BytesIO

import zxingcpp
from PIL import Image

from .pictures import PreparedPicture

QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def codes_in(picture: PreparedPicture) -> set[str]:
    """What its QR codes say. The picture was read and made small before: nothing else of an upload comes here."""
    with Image.open(BytesIO(picture.files[max(picture.files)]), formats=("WEBP",)) as image:
        return {code.text for code in zxingcpp.read_barcodes(image.convert("L"), formats=QR)}
