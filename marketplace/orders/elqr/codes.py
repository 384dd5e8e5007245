"""The format: a bank's address, `#`, then percent-encoded fields of tag (2 digits), length (2 digits, in characters) and value.

The last field is `63`: the last four hex digits, in either case, of the SHA-256 of the text before `6304`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from commons.people.clean import clean_line

LONGEST = 1_000
VERSION, METHOD, BANK, CATEGORY, CURRENCY, AMOUNT, NAME, CHECKSUM = "00", "01", "32", "52", "53", "54", "59", "63"
SCHEME = "00"  # within the bank's template: the host of the scheme
SOM = "417"
METHODS = {"11": "static", "12": "dynamic"}


class DamagedCode(ValueError):
    """This is no such code, or not as it left the bank."""


@dataclass(frozen=True)
class Code:
    """A code whose checksum is right. `fields` are its values by tag, in their order, without the checksum."""

    address: str
    fields: Mapping[str, str]

    @property
    def host(self) -> str:
        """Of its scheme, such as `c2b.example.kg`."""
        return fields_of(self.fields.get(BANK, "")).get(SCHEME, "").lower()

    @property
    def bank(self) -> str:
        """The host whose app the address opens."""
        return urlsplit(self.address).hostname or ""

    @property
    def name(self) -> str:
        """As it may be shown: without what turns letters around, or hides."""
        return clean_line(self.fields.get(NAME, ""))

    @property
    def amount(self) -> int | None:
        """In tyiyn, where the code says one."""
        return int(self.fields[AMOUNT]) if AMOUNT in self.fields else None

    @property
    def link(self) -> str:
        """What the QR holds, and what opens the bank's app."""
        return build(self.address, self.fields)

    def asking(self, tyiyn: int) -> "Code":
        """The same code with an amount written into it. Raises ValueError below one tyiyn."""
        if tyiyn < 1:
            raise ValueError("an amount is more than nothing")
        return Code(self.address, dict(sorted({**self.fields, AMOUNT: str(tyiyn)}.items())))


def parse(link: str) -> Code:
    """Read a code. Raises DamagedCode for anything that isn't one as it left the bank."""
    address, hash_sign, fragment = link.strip().partition("#")
    if not hash_sign or len(link) > LONGEST or urlsplit_fails(address):
        raise DamagedCode("no bank's address with a code behind it")
    try:
        text = unquote(fragment, errors="strict")
    except UnicodeDecodeError as error:
        raise DamagedCode("no text") from error
    before, mark, checksum = text[:-8], text[-8:-4], text[-4:]
    if mark != CHECKSUM + "04" or checksum_of(before) != checksum.lower():
        raise DamagedCode("the checksum is wrong")
    fields = fields_of(before)
    if fields.get(VERSION) != "01" or fields.get(CURRENCY, SOM) != SOM or not fields.get(BANK):
        raise DamagedCode("another kind of code")
    amount = fields.get(AMOUNT, "1")
    if not amount.isascii() or not amount.isdecimal() or int(amount) < 1 or fields.get(METHOD, "11") not in METHODS:
        raise DamagedCode("fields that can't be")
    return Code(address, fields)


def build(address: str, fields: Mapping[str, str]) -> str:
    """A code of this address and these fields, with its checksum; the fields come in the order they are given."""
    text = "".join(f"{tag}{len(value):02}{value}" for tag, value in fields.items())
    return f"{address}#{quote(f'{text}{CHECKSUM}04{checksum_of(text)}', safe='')}"


def checksum_of(text: str) -> str:
    """The last four hex digits of the SHA-256 of the text."""
    return hashlib.sha256(text.encode()).hexdigest()[-4:]


def fields_of(text: str) -> dict[str, str]:
    """Values by tag, in their order. Raises DamagedCode where a length leads nowhere, or a tag comes twice."""
    fields: dict[str, str] = {}
    while text:
        tag, length = text[:2], text[2:4]
        if not all(part.isascii() and part.isdecimal() and len(part) == 2 for part in (tag, length)) or tag in fields:
            raise DamagedCode("no field")
        value, text = text[4 : 4 + int(length)], text[4 + int(length) :]
        if len(value) != int(length):
            raise DamagedCode("cut off")
        fields[tag] = value
    return fields


def urlsplit_fails(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme != "https" or not parts.hostname or parts.username is not None
    except ValueError:
        return True
