"""Files for a spreadsheet."""

import csv
from typing import Any

from django.http import HttpResponse


def spreadsheet(name: str) -> tuple[HttpResponse, Any]:
    """An answer that is such a file, and a writer of its rows."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})
    answer.write("\ufeff")  # else a spreadsheet takes it for another encoding
    return answer, csv.writer(answer)
