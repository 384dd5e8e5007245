from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from commons.ui.templatetags import ui

NOON = datetime(2026, 3, 18, 6, 0, tzinfo=UTC)  # a Wednesday; noon in Bishkek


@pytest.fixture(autouse=True)
def _it_is_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(hours=1), "11:00"),
        (timedelta(hours=12, minutes=1), "yesterday"),
        (timedelta(days=2), "Mon"),
        (timedelta(days=7), "11 Mar"),
        (timedelta(days=90), "18.12.2025"),
    ],
)
def test_a_moment_is_as_short_as_it_is_clear(ago: timedelta, said: str) -> None:
    with translation.override("en"):
        assert f">{said}</time>" in ui.when(NOON - ago)


def test_midnight_is_that_of_bishkek() -> None:
    with translation.override("en"):
        assert ">00:00</time>" in ui.when(datetime(2026, 3, 17, 18, 0, tzinfo=UTC))
        assert ">yesterday</time>" in ui.when(datetime(2026, 3, 17, 17, 59, tzinfo=UTC))


def test_the_whole_moment_is_there_for_machines() -> None:
    assert 'datetime="2026-03-18T12:00+06:00"' in ui.when(NOON)


def test_kyrgyz_is_spoken_in_kyrgyz() -> None:
    with translation.override("ky"):
        assert ">кечээ</time>" in ui.when(NOON - timedelta(days=1))


def test_never_is_nothing() -> None:
    assert ui.when(None) == ""


@pytest.mark.parametrize(
    ("language", "said", "short"),
    [
        ("ky", "15-декабрь, шейшемби", "Шш, 15-декабрь"),
        ("ru", "15 декабря, вторник", "Вт, 15 декабря"),
        ("uz-cyrl", "15 декабрь, сешанба", "Се, 15 декабрь"),
        ("en", "15 December, Tuesday", "Tue, 15 Dec"),
    ],
)
def test_a_day_is_written_as_in_her_language(language: str, said: str, short: str) -> None:
    with translation.override(language):
        assert (ui.day(date(2026, 12, 15)), ui.short_day(date(2026, 12, 15))) == (said, short)


def test_a_moment_late_in_the_day_is_on_the_day_of_bishkek() -> None:
    late = datetime(2026, 12, 14, 20, 0, tzinfo=UTC)
    with translation.override("en"):
        assert Template("{% load ui %}{{ at|day }}").render(Context({"at": late})) == "15 December, Tuesday"
