"""Numbers with their words, for scripts: they have no catalogue, and choose among three forms."""

from django.utils.translation import ngettext

EACH = (1, 2, 5)  # for one, for a few, for many


def women() -> str:
    """`%n woman|%n women|%n women`, in the active language."""
    return "|".join(ngettext("%(n)s woman", "%(n)s women", n) % {"n": "%n"} for n in EACH)


def new() -> str:
    """`%n new`, in the same forms."""
    return "|".join(ngettext("%(n)s new", "%(n)s new", n) % {"n": "%n"} for n in EACH)
