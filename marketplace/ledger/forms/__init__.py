"""What is typed of a venture's agreement and of its money: errors stand beside the field, and what she typed stays in it."""

from .agreements import HolderForm, KindForm, PartsForm, PieceForm
from .money import CostForm, GivingForm, HandoverForm, MoneyForm, PaybackForm

__all__ = ["CostForm", "GivingForm", "HandoverForm", "HolderForm", "KindForm", "MoneyForm", "PartsForm", "PaybackForm", "PieceForm"]
