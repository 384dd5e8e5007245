"""ELQR, the country's QR for payments: reading a code, knowing whether it is a business's, writing an amount into it."""

from .codes import Code, DamagedCode, build, parse
from .pictures import link_in
from .trusting import check_business

__all__ = ["Code", "DamagedCode", "build", "check_business", "link_in", "parse"]
