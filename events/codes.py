"""The code of a seat: short enough to be read aloud at a door; it opens nothing, and is told apart within its gathering alone."""

import secrets

from commons.people.codes import ALPHABET, normalise

LENGTH = 6

__all__ = ["new_code", "normalise", "spaced"]


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spaced(code: str) -> str:
    """In two halves, as it is read aloud."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"
