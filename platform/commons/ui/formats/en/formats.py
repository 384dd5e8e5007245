"""English as it is read here: 5 March 2026, 24 hours, weeks from Monday. Django's own is American."""

from commons.ui.formats.house import *

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
