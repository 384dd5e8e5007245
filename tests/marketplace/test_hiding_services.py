"""What a coordinator hides from the market stays hidden until another shows it again."""

import pytest

from commons.journal.refusals import Refused
from marketplace.catalog import actions

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_coordinator_neither_hides_nor_shows_again_what_is_her_own(make_member, offer, signed_in):
    hers, another = (make_member(name, at="osh", roles=("coordinator",)) for name in ("Гүлнара", "Динара"))
    felt = offer(hers, "felt")
    with pytest.raises(Refused, match="forbidden"):
        actions.hide_listing(hers, felt.pk)
    actions.hide_listing(another, felt.pk)
    assert signed_in(hers).post(f"/market/services/{felt.code}/hiding/", {"off": "1"}).status_code == 403
    felt.refresh_from_db()
    assert felt.hidden_by == another
    actions.unhide_listing(another, felt.pk)
