"""What a seller types: errors stand beside the field, and what she typed stays in it."""

from .listings import ListingForm
from .selling import AudienceForm, NameForm, PictureForm, PicturesForm, PriceForm, SpokenForm
from .shops import FaceForm, LinesForm, ShopForm, VoiceForm
from .working import BlockedDayForm, DaysForm, DeparturesForm, StockForm

__all__ = [
    "AudienceForm",
    "BlockedDayForm",
    "DaysForm",
    "DeparturesForm",
    "FaceForm",
    "LinesForm",
    "ListingForm",
    "NameForm",
    "PictureForm",
    "PicturesForm",
    "PriceForm",
    "ShopForm",
    "SpokenForm",
    "StockForm",
    "VoiceForm",
]
