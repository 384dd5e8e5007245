"""Finding services by words, in Kyrgyz, Russian and Uzbek, with the same query on both databases."""

from .folding import fold, tokens
from .lookups import Finds
from .texts import texts_of

__all__ = ["Finds", "fold", "texts_of", "tokens"]
