"""Russian dates: 5 марта 2026 г., 14:02. Django's own writes a day and month as «5 Март»."""

from commons.ui.formats.house import *

DATE_FORMAT = "j E Y г."
DATETIME_FORMAT = "j E Y г., H:i"
YEAR_MONTH_FORMAT = "F Y г."
MONTH_DAY_FORMAT = "j E"
