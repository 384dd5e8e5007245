"""What the pages of reports show: whose they are, and for which year and month."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.people.may import COORDINATOR, is_here
from commons.people.models import Lab, Member
from commons.ui.addresses import month_in
from commons.ui.bars import Bar, bars_of

from .figures import Figures, Month, figures_by_gathering, in_month, months_of, total_of, years_of
from .may import may_announce
from .models import Gathering, Step

Kind = Step.Kind
A_PAGE = 30
EARLIEST, LATEST = 2022, 2100

LABELS: dict[str, Promise] = {
    Kind.INVITED: _("Sent on by those who hold it"),
    Kind.SEATS: _("Places taken"),
    Kind.CAME: _("Came"),
    Kind.JOINED: _("Joined the network"),
    Kind.HOSTED: _("Hold events themselves now"),
}
ICONS = {Kind.INVITED: "send", Kind.SEATS: "ticket", Kind.CAME: "user-check", Kind.JOINED: "heart-handshake", Kind.HOSTED: "megaphone"}


@dataclass(frozen=True)
class Drawn:
    """One step: what it is called, how many, and how long its bar is, of a hundred."""

    label: Promise
    icon: str
    n: int
    length: int


@dataclass(frozen=True)
class Report:
    """A year of gatherings, month by month, and those of one month, a page at a time."""

    gatherings: QuerySet[Gathering]
    month: date
    years: tuple[int, int]
    months: list[Month]
    page: Page[Gathering]

    @property
    def total(self) -> Figures:
        return total_of(self.months)

    @property
    def bars(self) -> list[Bar]:
        """Behind how many had a place, before it how many came."""
        return bars_of({one.month: (one.figures.seats, one.figures.came) for one in self.months})

    @property
    def rows(self) -> list[tuple[Gathering, Figures]]:
        """Those of the month, each with its figures."""
        shown = list(self.page)
        figures = figures_by_gathering(shown)
        return [(one, figures[one.pk]) for one in shown]

    @property
    def before(self) -> date | None:
        """The same month of the year before, where there is one with something in it."""
        return self.month.replace(year=self.month.year - 1) if self.month.year > self.years[0] else None

    @property
    def after(self) -> date | None:
        return self.month.replace(year=self.month.year + 1) if self.month.year < self.years[1] else None


def report_of(gatherings: QuerySet[Gathering], request: HttpRequest) -> Report:
    """For the month its address asks for."""
    month = month_reported(request)
    shown = in_month(gatherings, month).select_related("lab")
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    return Report(gatherings, month, years_of(gatherings), months_of(gatherings, month.year), page)


def month_reported(request: HttpRequest) -> date:
    """The first of the month its address asks for; of this one for what is no month, or was before there were any."""
    first = month_in(request.GET.get("month"))
    return first if first and EARLIEST <= first.year <= LATEST else timezone.localdate().replace(day=1)


def drawn(figures: Figures) -> list[Drawn]:
    """The steps of it; the longest bar is the widest step of those that count people."""
    most = max(*figures.steps, 1)
    return [
        Drawn(LABELS[kind], ICONS[Kind(kind)], n, max(0, round(100 * n / most))) for kind, n in zip(Kind.values, figures.steps, strict=True)
    ]


def labs_reported_to(member: Member) -> list[Lab]:
    """Those she coordinates."""
    if not is_here(member):
        return []
    return list(Lab.objects.filter(roles__member=member, roles__kind=COORDINATOR).order_by("pk"))


def has_reports(request: HttpRequest) -> int | None:
    """Nothing waits there; and who announces nothing has none."""
    return 0 if isinstance(request.user, Member) and may_announce(request.user) else None
