"""A gathering that is about to be on, and the window of one who has a seat there."""

from datetime import timedelta

import pytest
from django.utils import timezone


@pytest.fixture
def felt(gathering):
    """It begins in an hour."""
    return gathering(starts_at=timezone.now() + timedelta(hours=1))


@pytest.fixture
def seated(window, served, come):
    """The window of a guest with a seat there: `seated(felt)`."""

    def give(felt, **options):
        from commons.people.models import Pass

        seat = come(felt)
        page = window(None, served, **options)
        page.goto(f"/g/{Pass.objects.get(guest=seat.guest).code}")
        page.goto(f"/events/{felt.pk}/live/")
        return page

    return give
