"""What the database finds of what waits, held against the rule as it is said of one posting."""

from marketplace.ledger.agreed import agreement_in_force, agreement_offered, standing_of
from marketplace.ledger.may import is_asked
from marketplace.ledger.models import Posting
from marketplace.ledger.reading import waiting_for


def check_what_waits(venture, women):
    """For each of these, whether she shares in it or not; and what is agreed, read in one, is what is read singly."""
    at, waiting = standing_of(venture), list(Posting.objects.waiting().prefetch_related("legs").order_by("pk"))
    assert (at.in_force, at.offered) == (agreement_in_force(venture), agreement_offered(venture))
    for woman in women:
        asked = [one for one in waiting if woman.pk in at.partners and is_asked(woman.pk, one, at.partners)]
        found = waiting_for(venture, woman, at.partners)
        assert (found.n, found.postings) == (len(asked), asked[: len(found.postings)])
        assert len(found.postings) == min(5, len(asked))
