"""ELQR: codes made by the format are read, damaged ones found, personal ones refused with help, amounts written in."""

import io
import string
from urllib.parse import quote, unquote

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commons.journal.refusals import Refused
from commons.media.pictures import prepare_picture
from marketplace.orders import elqr
from marketplace.orders.actions import code_asking, drop_business_code, save_business_code
from marketplace.orders.elqr.codes import checksum_of, fields_of
from marketplace.orders.elqr.trusting import A_PERSONS, NO_CODE, Undeclared
from marketplace.orders.models import BusinessCode

ADDRESS = "https://pay.bank.example"
LETTERS = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФ «»№ -'&%#+" + string.ascii_letters + string.digits
names = st.text(LETTERS, min_size=1, max_size=25)
hosts = st.sampled_from(["c2b.scheme.example", "c2c.scheme.example", "p2p.scheme.example", "pay.scheme.example"])


def made(host="c2b.scheme.example", name="Айзада тигүүчү", amount=None, **others):
    """A code by the format, as a bank would make it."""
    template = f"00{len(host):02}{host}1004aB7z"
    fields = {"00": "01", "01": "11" if amount is None else "12", "32": template, "52": "5699", "53": "417"}
    if amount is not None:
        fields["54"] = str(amount)
    return elqr.build(ADDRESS, {**fields, "59": name, **others})


@given(names, hosts, st.none() | st.integers(1, 10**11))
def test_a_code_made_by_the_format_is_read_as_it_was_meant(name, host, amount):
    code = elqr.parse(made(host, name, amount))
    assert (code.fields["59"], code.host, code.amount) == (name, host, amount)
    assert code.bank == "pay.bank.example"
    assert elqr.parse(code.link) == code


@given(names)
def test_lengths_are_counted_in_characters_and_the_checksum_is_read_in_either_case(name):
    link = made(name=name)
    address, _, fragment = link.partition("#")
    text = unquote(fragment)
    assert f"59{len(name):02}{name}6304" in text
    shouted = text[:-4] + text[-4:].upper()
    assert elqr.parse(f"{address}#{quote(shouted, safe='')}").fields["59"] == name
    assert elqr.parse(f"{address}#{shouted.replace('%', '%25')}").fields["59"] == name


@given(names, st.integers(0, 500), st.characters(codec="utf-8", exclude_characters="\n"))
@settings(max_examples=400)
def test_one_wrong_character_is_found(name, place, letter):
    address, _, fragment = made(name=name).partition("#")
    text = unquote(fragment)
    place %= len(text)
    damaged = text[:place] + letter + text[place + 1 :]
    assume(damaged.lower() != text.lower() or (damaged != text and place < len(text) - 4))
    assume(damaged[:-4].endswith("6304") is False or checksum_of(damaged[:-8]) != damaged[-4:].lower())  # one in 65,536 by chance
    with pytest.raises(elqr.DamagedCode):
        elqr.parse(f"{address}#{quote(damaged, safe='')}")


@given(names, st.integers(0, 500))
def test_a_missing_or_a_doubled_character_is_found(name, place):
    address, _, fragment = made(name=name).partition("#")
    text = unquote(fragment)
    place %= len(text)
    for damaged in (text[:place] + text[place + 1 :], text[:place] + text[place] + text[place:]):
        if damaged != text and (damaged[-8:-4] != "6304" or checksum_of(damaged[:-8]) != damaged[-4:].lower()):
            with pytest.raises(elqr.DamagedCode):
                elqr.parse(f"{address}#{quote(damaged, safe='')}")


@given(names, st.integers(1, 10**10))
def test_an_amount_is_written_into_a_static_code_and_nothing_else_changes(name, tyiyn):
    static = elqr.parse(made(name=name))
    asking = elqr.parse(static.asking(tyiyn).link)
    assert asking.amount == tyiyn
    assert {tag: value for tag, value in asking.fields.items() if tag != "54"} == static.fields
    assert list(asking.fields) == sorted(asking.fields)
    assert elqr.parse(asking.asking(tyiyn + 1).link).amount == tyiyn + 1
    with pytest.raises(ValueError, match="more than nothing"):
        static.asking(0)


@given(st.text(max_size=300))
def test_anything_else_is_no_code(text):
    for link in (text, f"{ADDRESS}#{text}", f"{ADDRESS}#{quote(text)}"):
        with pytest.raises(elqr.DamagedCode):
            elqr.parse(link)


@pytest.mark.parametrize(
    "link",
    [
        made().replace("https://", "http://"),
        made().replace("https://", "javascript://"),
        made().replace("https://pay", "https://you@pay"),
        made(**{"53": "643"}),
        made(**{"00": "02"}),
        made(amount="0"),
        made(amount="12.5"),
        made(**{"01": "99"}),
        made(name="x" * 99).replace("#", "?" + "x" * 900 + "#"),
        f"{ADDRESS}#%ff%fe",
        "https://[#",
    ],
)
def test_what_only_looks_like_one_is_refused(link):
    with pytest.raises(elqr.DamagedCode):
        elqr.parse(link)


def test_fields_that_lead_nowhere_are_found():
    for text in ("00", "0005ab", "0002ab0002cd", "0a02ab", "00٠٢ab"):
        with pytest.raises(elqr.DamagedCode):
            fields_of(text)


@pytest.mark.parametrize("host", ["c2c.scheme.example", "p2p.scheme.example", "C2C.scheme.example"])
@pytest.mark.parametrize("declared", [False, True])
def test_a_personal_code_is_refused_with_help_whatever_she_declares(host, declared):
    with pytest.raises(Refused) as refused:
        elqr.check_business(made(host), declared)
    assert refused.value.message == A_PERSONS


def test_of_another_host_she_is_asked_and_may_declare():
    with pytest.raises(Undeclared):
        elqr.check_business(made("qr.scheme.example"))
    assert elqr.check_business(made("qr.scheme.example"), declared=True).host == "qr.scheme.example"
    with pytest.raises(Refused) as refused:
        elqr.check_business("mbank")
    assert refused.value.message == NO_CODE


def picture(link, **drawn):
    """A screenshot of this QR."""
    out = io.BytesIO()
    segno.make(link, error="m").save(out, kind="png", scale=8, border=4, **drawn)
    return prepare_picture(SimpleUploadedFile("qr.png", out.getvalue()))


def test_a_code_is_read_from_its_picture():
    assert elqr.link_in(picture(made())) == made()
    assert elqr.link_in(picture(made(name="Ж" * 25), dark="#2a1c14", light="#f4ece0")) == made(name="Ж" * 25)


def test_a_picture_without_one_is_refused_with_a_sentence():
    with pytest.raises(Refused, match="invalid"):
        elqr.link_in(picture("WIFI:S:lab;;"))


@pytest.mark.django_db
def test_she_keeps_her_business_code_and_customers_are_asked_for_the_amount(aizada, begimai, open_shop):
    shop = open_shop(aizada)
    save_business_code(aizada, f"  {made()}\n")
    assert BusinessCode.objects.get().name == "Айзада тигүүчү"
    assert code_asking(shop, 336_000).amount == 336_000
    save_business_code(aizada, made("qr.scheme.example"), declared=True)
    assert BusinessCode.objects.get().declared_at is not None
    with pytest.raises(Refused, match="forbidden"):
        save_business_code(begimai, made())
    drop_business_code(aizada)
    assert code_asking(shop, 336_000) is None


def test_a_name_that_turns_letters_around_is_shown_without_its_tricks():
    assert elqr.parse(made(name="Айзада\u202e\u200f туу\u2066")).name == "Айзада туу"
