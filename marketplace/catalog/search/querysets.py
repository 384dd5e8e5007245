from typing import Self

from django.db import models
from django.db.models import Case, When

from .folding import tokens
from .lookups import Finds


class Searched(models.QuerySet):
    """A queryset of services, or of what stands for them under the same id."""

    def search(self, words: str) -> Self:
        """Those of which all these words are said; first where the name has them, the newest first. Without a word nothing is left out."""
        if not tokens(words):
            return self.order_by("-pk")
        named = Case(When(Finds("search_name", words), then=0), default=1)
        return self.filter(Finds("search_text", words)).order_by(named, "-pk")
