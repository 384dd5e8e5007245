"""Words without tricks, and as safe HTML."""

import re
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.text import clean, clean_name, to_html
from commons.journal.refusals import Refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Салам \n", "Салам"),
        ("бир\r\nэки\rүч", "бир\nэки\nүч"),
        ("бир\n\n\n\n \nэки", "бир\n\nэки"),
        ("а\u202eб\u2066в\u200bг\ufeffд\x00е\x07", "абвгде"),
        ("\u0438\u0306", "й"),
        ("👩‍🍳 👨‍👩‍👧", "👩‍🍳 👨‍👩‍👧"),
        ("с\u200dө\u200dз", "сөз"),
        ("е" + "\u0301" * 40, "е" + "\u0301" * 3),
        ("tab\tbar", "tab bar"),
        ("\ud800a", "a"),
        ("سلام", "سلام"),
    ],
)
def test_what_deceives_the_eye_is_taken_out(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize("typed", ["", " ", "\n\n", "\u200b\u202e", "\u2800", "\u3164", "\u0301", None, 5, ["а"], {"a": 1}])
def test_nothing_is_no_message(typed):
    with pytest.raises(Refused) as refused:
        clean(typed)
    assert refused.value.code == "invalid"


def test_4000_characters_are_a_message_and_4001_are_not():
    assert len(clean("ө" * 4000)) == 4000
    for length in (4001, 40_000, 400_000):
        with pytest.raises(Refused) as refused:
            clean("ө" * length)
        assert refused.value.code == "too_long"


PIECES = (
    " ",
    "\xa0",
    "\n",
    "\n ",
    " \n",
    "\n\n ",
    "\u2003",
    "\u0301",
    "\u0301\u0323",
    "\u05b0\u0591",
    "\u200d",
    "👩\u200d",
    "\r\r\n",
    "а.б/",
)


@pytest.mark.parametrize("length", [4_000, 7_990, 15_990])
@pytest.mark.parametrize("edge", ["", "x", "\nx"])
@pytest.mark.parametrize("piece", PIECES)
def test_nobody_holds_up_the_others_with_what_is_hard_to_clean(piece, edge, length):
    typed = edge + (piece * length)[:length] + edge
    began = time.thread_time()
    with suppress(Refused):
        clean(typed)
    assert time.thread_time() - began < 0.25  # what backtracks takes seconds; a busy machine, some of this


def test_markup_is_words():
    assert to_html("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#x27;"
    assert to_html("бир\nэки") == "бир<br>эки"


def test_web_addresses_are_links_that_lend_no_reputation():
    assert to_html("кара: https://wcl.kg/a?b=1&c=2 !") == (
        'кара: <a href="https://wcl.kg/a?b=1&amp;c=2" rel="noopener nofollow ugc">https://wcl.kg/a?b=1&amp;c=2</a> !'
    )


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)//a.kg", "data:text/html,a.b", "ftp://a.kg/x", "//a.kg/x", "mailto:a@b.kg", "vbscript:x.y"]
)
def test_other_addresses_are_not(typed):
    html = to_html(typed)
    assert all(href.startswith(("http://", "https://")) for href in html.split('href="')[1:])


def test_a_link_cannot_break_out_of_its_attribute():
    html = to_html('http://a.kg/"onmouseover=alert(1)//<x>')
    assert "<x>" not in html
    assert '"onmouseover' not in html.replace("&quot;onmouseover", "")


def test_a_name_is_one_line_of_60_characters():
    assert clean_name(" Кийиз\nбасуу \u202e") == "Кийиз басуу"
    with pytest.raises(Refused):
        clean_name("к" * 61)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_refused_or_clean_and_safe(typed):
    cleaned = ""
    with suppress(Refused):
        cleaned = clean(typed)
        assert clean(cleaned) == cleaned
    assert not set(cleaned) & set("\u200b\u202e\u2066\ufeff\x00\r")
    tags = set(re.findall(r"<[^>]*>", to_html(cleaned)))
    assert all(tag in ("<br>", "</a>") or re.fullmatch(r'<a href="https?://[^"<>]*" rel="noopener nofollow ugc">', tag) for tag in tags)
