"""What each line of the table asks beyond who and from where: read and checked before the transaction, by the version that it guards."""

from . import agreeing, ending, making, reviewing, settling  # noqa: F401  registered by being imported
from .asked import PREPARED, Asked

__all__ = ["PREPARED", "Asked"]
