"""Kyrgyz dates and numbers: 5-март, 2026-ж.; 1 250,5. Django's own has a decimal point and Russian word order."""

from commons.ui.formats.house import *

DATE_FORMAT = "j-E, Y-ж."
DATETIME_FORMAT = "j-E, Y-ж., H:i"
YEAR_MONTH_FORMAT = "Y-ж., E"
MONTH_DAY_FORMAT = "j-E"
