"""Money is counted in tyiyn and read in whole som, as it is written in each language."""

import pytest
from django.template import Context, Template
from django.utils import translation

from commons.ui.money import som

SPACE = "\xa0"


@pytest.mark.parametrize(
    ("language", "said"),
    [("ky", f"1{SPACE}250 сом"), ("ru", f"1{SPACE}250 сом"), ("uz-cyrl", f"1{SPACE}250 сом"), ("en", "1,250 som")],
)
def test_an_amount_is_written_as_here(language, said):
    with translation.override(language):
        assert som(125_000) == said
        assert Template("{% load ui %}{{ amount|som }}").render(Context({"amount": 125_000})) == said


@pytest.mark.parametrize(("tyiyn", "said"), [(0, "0 som"), (49, "0 som"), (50, "1 som"), (-125_000, "−1,250 som"), (-49, "0 som")])
def test_half_a_som_is_one_and_what_is_owed_is_below_zero(tyiyn, said):
    with translation.override("en"):
        assert som(tyiyn) == said


def test_no_amount_is_no_word():
    assert Template("{% load ui %}{{ amount|som }}").render(Context({"amount": None})) == ""
