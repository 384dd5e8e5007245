"""Who looks at a page that is for strangers, too."""

from django.http import HttpRequest

from .models import Member


def member_of(request: HttpRequest) -> Member | None:
    """Her, with her lab and roles, where somebody is signed in; read once a request."""
    if not isinstance(request.user, Member):
        return None
    known: Member | None = request.__dict__.get("_member")
    if known is None:
        found = Member.objects.select_related("lab").prefetch_related("roles").get(pk=request.user.pk)
        known = request.__dict__["_member"] = found
    return known
