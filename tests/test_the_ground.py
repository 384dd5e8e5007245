"""The ground itself holds: real files, seeds that come back, a cast with labs."""

import pytest
from django.db import connection

from commons.people.models import Lab


@pytest.mark.django_db
def test_the_cast_is_at_home(aizada, begimai, coordinator, signed_in):
    assert (aizada.lab.slug, begimai.lab.slug) == ("osh", "batken")
    assert coordinator.is_coordinator_of(aizada.lab_id)
    assert "_auth_user_id" in signed_in(aizada).session


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_migrations_seeded_is_there_in_every_test_that_commits(time):
    seeded = set(Lab.objects.values_list("slug", flat=True))
    Lab.objects.create(slug=f"naryn-{time}", names={}, regions={})
    assert seeded == {"osh", "batken", "jalal-abad"}


@pytest.mark.django_db
def test_sqlite_is_a_file():
    if connection.vendor == "sqlite":
        assert str(connection.settings_dict["NAME"]).endswith("birge.sqlite3")


@pytest.mark.browser
def test_a_real_browser_opens(browser):
    page = browser.new_page()
    page.set_content("<p>Салам</p>")
    assert page.inner_text("p") == "Салам"
    page.close()
