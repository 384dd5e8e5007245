"""What is done together: hers, and what women of all labs begin and look for others."""

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons.people.guards import for_members
from commons.people.models import Member
from marketplace.catalog.tabs import tabs_for

from ..may import may_found
from ..models import Offer, Partner, Venture
from ..models.ventures import VentureQuerySet

A_PAGE = 20
MOST_HERS = 40


@require_safe
@for_members
def list_ventures(request: HttpRequest, member: Member) -> HttpResponse:
    """Where she is asked, and hers, then those that look for women; ideas before what runs."""
    seen = _told(Venture.objects.visible_to(member), member)
    hers = Venture.objects.filter(Q(pk__in=Venture.objects.of(member).values("pk")) | Q(pk__in=_asked(member))).values("pk")
    page = Paginator(seen.under_way().exclude(pk__in=hers).order_by("state", "-pk"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "hers": seen.filter(pk__in=hers).order_by(F("is_invited").desc(), F("closed_at").asc(nulls_first=True), "-pk")[:MOST_HERS],
        "page": page,
        "may_found": may_found(member),
        "tabs": tabs_for(member),
    }
    return render(request, "boards/ventures.html", context)


def _asked(member: Member) -> QuerySet:
    return Offer.objects.filter(member=member, state=Offer.State.INVITED).values("venture")


def _told(ventures: VentureQuerySet, member: Member) -> VentureQuerySet:
    """With who is in each, and whether something waits there for her."""
    offers = Offer.objects.filter(venture=OuterRef("pk"))
    keeps = Partner.objects.stewards().filter(venture=OuterRef("pk"), member=member)
    women = Partner.objects.standing().select_related("member")
    return (
        ventures.select_related("lab")
        .prefetch_related(Prefetch("partners", women, to_attr="women"))
        .annotate(
            is_kept=Exists(keeps),
            is_asked=Exists(offers.waiting()),
            has_offered=Exists(offers.waiting().filter(member=member)),
            is_invited=Exists(offers.filter(member=member, state=Offer.State.INVITED)),
        )
    )
