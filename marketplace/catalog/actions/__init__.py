"""Everything that is done with shops and what they offer. Each verb is one transaction; each raises Refused where it may not be done."""

from .showing import show_what_may_be_shown
from .working import open_day

__all__ = ["open_day", "show_what_may_be_shown"]
