"""What somebody wrote stays out of the log, also where an exception quotes it."""

import logging
import sys

import pytest

from deploy.logs import WithoutTokens, WithoutWords


def logged(error: Exception) -> str:
    try:
        raise error
    except Exception:
        record = logging.LogRecord("birge", logging.ERROR, __file__, 1, "%s failed.", ("Posting",), sys.exc_info())
    WithoutTokens().filter(record)
    return WithoutWords("{message}", style="{").format(record)


def test_an_exception_tells_its_type_and_place_and_not_its_text():
    told = logged(ValueError("Failing row contains (my secret words)."))
    assert "ValueError" in told
    assert "test_logging_no_words.py" in told
    assert "secret" not in told


def test_what_caused_it_is_told_the_same_way():
    error = RuntimeError("hers")
    error.__cause__ = KeyError("her own secret")
    told = logged(error)
    assert "KeyError" in told
    assert "secret" not in told


@pytest.mark.parametrize("address", ["/events/5/room/SECRET/", "/events/certificates/SECRET/", "/events/certificates/?code=SECRET"])
def test_the_code_of_a_room_and_of_a_certificate_stays_out(address):
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, "Not Found: %s", (address,), None)
    WithoutTokens().filter(record)
    assert "SECRET" not in record.getMessage()
