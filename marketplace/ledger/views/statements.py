"""A woman's statement: what came to be hers and what she held, line by line; as a page, for paper, and as a file. Hers alone."""

from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from commons.people.models import Member
from commons.ui.addresses import month_in, number
from commons.ui.spreadsheets import spreadsheet
from marketplace.boards.models import Venture

from ..pages.money import State, state_of
from ..reading import Row, balance_of, following, months_of, rows_for_file, sheet_of, statement_of
from ..saying import Said, said_of
from .asking import for_sharers


@require_safe
@for_sharers
def show_statement(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """Of a month, or of all; a page of lines, each with what was hers by then."""
    month = month_in(request.GET.get("month"))
    statement = statement_of(venture, member, month, number(request.GET.get("before")))
    context = {
        "venture": venture,
        "member": member,
        "month": month,
        "statement": statement,
        "lines": _said(statement.rows),
        "balance": balance_of(venture, member),
        "holds": any(row.holds for row in statement.rows) or any(one.holds for one in statement.months),
        "of_month": next((one for one in statement.months if one.month == month), None),
    }
    return render(request, "ledger/statement.html", context)


@require_safe
@for_sharers
def show_sheet(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """For paper: a month, or else a year, all of it as far as a sheet goes. Where that is cut it says so, and shows its months."""
    months = [one.month for one in months_of(venture, member)]
    years = sorted({month.year for month in months}, reverse=True)
    month, asked = month_in(request.GET.get("month")), number(request.GET.get("year"))
    year = asked if asked in years else next(iter(years), timezone.localdate().year)
    first, end = (month, following(month)) if month else (date(year, 1, 1), date(year + 1, 1, 1))
    sheet = sheet_of(venture, member, first, end)
    context = {
        "venture": venture,
        "member": member,
        "month": month,
        "year": year,
        "years": years,
        "months": [] if month else [one for one in reversed(months) if one.year == year],
        "sheet": sheet,
        "holds": any((sheet.holds_before, sheet.holds_after, *(row.holds for row in sheet.rows))),
        "lines": _said(sheet.rows),
        "today": timezone.localdate(),
    }
    return render(request, "ledger/sheet.html", context)


@require_safe
@for_sharers
def give_statement(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """All of it as a file for a spreadsheet, the first line first."""
    answer, table = spreadsheet(f"birge-{venture.pk}.csv")
    table.writerow([_("Day"), _("What"), "", _("Yours, som"), _("In your hands, som"), _("Is it so?")])
    words = {
        "waits": _("Waits to be confirmed"),
        "confirmed": _("Confirmed"),
        "denied": _("Not so"),
        "taken_back": pgettext("money", "Taken back"),
        "follows": "",
    }
    for row in rows_for_file(venture, member):
        said, posting = said_of(row.posting), row.posting
        sums = (Decimal(tyiyn).scaleb(-2) for tyiyn in (row.hers, row.holds))
        table.writerow([f"{timezone.localtime(posting.at):%Y-%m-%d}", said.title, said.note, *sums, words[state_of(posting)]])
    return answer


def _said(rows: list[Row]) -> list[tuple[Row, Said, State]]:
    return [(row, said_of(row.posting), state_of(row.posting)) for row in rows]
