"""What stands for a noun in an address: `<shows:shows>`, the photos of a shop or its works."""

from django.urls.converters import StringConverter

from .models import ShopPicture


class ShowsConverter(StringConverter):
    regex = "|".join(ShopPicture.Shows.values)

    def to_python(self, value: str) -> ShopPicture.Shows:
        return ShopPicture.Shows(value)
