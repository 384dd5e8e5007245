"""Dates and numbers of Uzbek in Cyrillic: 5 март 2026 й.; 1 250,5."""

from commons.ui.formats.house import *

DATE_FORMAT = "j E Y й."
DATETIME_FORMAT = "j E Y й., H:i"
YEAR_MONTH_FORMAT = "Y й. E"
MONTH_DAY_FORMAT = "j E"
