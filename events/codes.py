"""The code of a seat: short enough to be read aloud at a door; it opens nothing, and is told apart within its gathering alone."""

import secrets

from commons.people.codes import ALPHABET

LENGTH = 6


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
