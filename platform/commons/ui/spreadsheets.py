"""Files for a spreadsheet."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

RECKONS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # what begins with one of these, a spreadsheet takes for a formula


class Table:
    """Rows of such a file. Words stay words, whatever they begin with."""

    def __init__(self, answer: HttpResponse) -> None:
        self._rows = csv.writer(answer)

    def writerow(self, row: Iterable[object]) -> None:
        self._rows.writerow([_plain(cell) for cell in row])

    def writerows(self, rows: Iterable[Iterable[object]]) -> None:
        for row in rows:
            self.writerow(row)


def spreadsheet(name: str) -> tuple[HttpResponse, Table]:
    """An answer that is such a file, and what writes its rows."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})
    answer.write("\ufeff")  # else a spreadsheet takes it for another encoding
    return answer, Table(answer)


def _plain(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RECKONS) else cell
