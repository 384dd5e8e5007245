"""A phone number is kept as the world dials it, however it was written."""

import pytest

from commons.journal.refusals import Refused
from commons.people.phones import clean_phone


@pytest.mark.parametrize(
    "typed", ["0700123456", "0700 12-34-56", "+996 700 123 456", "996700123456", "700123456", "00996700123456", "(0700) 123.456"]
)
def test_one_of_ours_is_known_however_it_is_written(typed):
    assert clean_phone(typed) == "+996700123456"


def test_one_of_another_country_is_kept_as_it_is():
    assert clean_phone("+7 912 345-67-89") == "+79123456789"
    assert clean_phone("+998901234567") == "+998901234567"


@pytest.mark.parametrize(
    "typed", ["", "+", "звоните", "0700", "+9967001234567", "07001234567890123", "+0700123456", "٠٧٠٠١٢٣٤٥٦", "0700x123456"]
)
def test_what_is_none_is_refused_with_a_sentence(typed):
    with pytest.raises(Refused, match="invalid") as refused:
        clean_phone(typed)
    assert str(refused.value.message)
