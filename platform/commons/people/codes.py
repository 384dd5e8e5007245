"""Codes of invitations and private links: letters and digits that look like no other, known to the tables as a keyed hash only."""

import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8  # to be typed, and over soon
LONG = 16  # in an address alone, and good for a year
# A Kyrgyz or Russian keyboard writes these instead, and paper shows no difference.
_AS_TYPED = str.maketrans("АВСЕНКМРТХУ", "ABCEHKMPTXY")


def new_seed() -> str:
    return secrets.token_hex(16)


def code_from(seed: str, length: int = LENGTH) -> str:
    """The code that belongs to a seed: the same whenever it is shown again, and not to be found without the secret key."""
    number = int.from_bytes(_keyed("code", seed), "big")
    letters = []
    for _ in range(length):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(letters)


def hash_of(code: str) -> str:
    """Under which hash a code is kept, however it was typed."""
    return _keyed("hash", normalise(code)).hex()


def normalise(typed: str) -> str:
    """A code as it is meant: capitals, no spaces or hyphens, Latin letters."""
    return "".join(letter for letter in typed.upper().translate(_AS_TYPED) if letter.isalnum())


def spaced(code: str) -> str:
    """A code as it is read aloud: in two halves."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def _keyed(what: str, value: str) -> bytes:
    return salted_hmac(f"commons.people.codes.{what}", value, secret=settings.SECRET_KEY, algorithm="sha256").digest()
