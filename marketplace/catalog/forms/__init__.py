"""What a seller types: errors stand beside the field, and what she typed stays in it."""

from .listings import ListingForm
from .selling import AudienceForm, NameForm, PictureForm, PicturesForm, PriceForm, SpokenForm
from .shops import FaceForm, LineForm, ShopForm, ShopPicturesForm, VoiceForm
from .working import BlockedDayForm, DaysForm, DeparturesForm, StockForm

__all__ = [
    "AudienceForm",
    "BlockedDayForm",
    "DaysForm",
    "DeparturesForm",
    "FaceForm",
    "LineForm",
    "ListingForm",
    "NameForm",
    "PictureForm",
    "PicturesForm",
    "PriceForm",
    "ShopForm",
    "ShopPicturesForm",
    "SpokenForm",
    "StockForm",
    "VoiceForm",
]
