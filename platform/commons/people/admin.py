"""The stock admin, for staff. Codes, words and what women say to one another are not in it."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Field, JSONField
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse

from commons.journal.writing import atomic

from .actions import announce_change, announce_craft, announce_lab
from .models import Craft, Invitation, Lab, Member, Role

POWERS = ["is_staff", "is_superuser", "groups", "user_permissions"]


def show_sign_in(request: HttpRequest, extra_context: object = None) -> HttpResponse:
    """The admin has no sign-in of its own: that one would know no limits."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", "/admin/"))


admin.site.login = show_sign_in  # type: ignore[method-assign]  # Django's way of replacing it


class TellingAdmin(admin.ModelAdmin):
    """What is saved here is told the others."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The admin's transaction stands inside that of an action, so that it is saved and told together."""
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        with atomic():
            return super().changeform_view(request, *args, **kwargs)


class FoundingAdmin(TellingAdmin):
    """What is new is announced, so that its rooms open."""

    announce: Callable[..., None]

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            self.announce(obj, request.user.actor if isinstance(request.user, Member) else "system")

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, JSONField):  # looked at while only typed: the page with the errors names the row
            kwargs["validators"] = db_field.validators
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Lab)
class LabAdmin(FoundingAdmin):
    list_display = ["__str__", "slug", "organisation"]
    announce = staticmethod(announce_lab)


@admin.register(Craft)
class CraftAdmin(FoundingAdmin):
    list_display = ["__str__", "slug"]
    announce = staticmethod(announce_craft)


class RoleInline(admin.TabularInline):
    model = Role
    extra = 0

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False  # given and taken on her page, so that the others are told

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Member)
class MemberAdmin(TellingAdmin):
    list_display = ["name", "number", "lab", "standing", "belonging", "suspended_at"]
    list_filter = ["lab", "standing", "belonging", "is_staff"]
    search_fields = ["name", "number"]
    exclude = ["password", "sessions_salt", "words_kept_at"]
    readonly_fields = ["lab", "standing", "speaks", "is_active", "joined_at", "suspended_at"]  # an action changes them, and tells it
    filter_horizontal = ["crafts", "groups", "user_permissions"]
    inlines = [RoleInline]

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False  # by invitation

    def has_delete_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False  # with her would go what others answered to

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        announce_change(form.instance)  # powers given or taken here count at once, wherever she is

    def get_readonly_fields(self, request: HttpRequest, obj: Member | None = None) -> list[str]:
        fixed = [] if isinstance(request.user, Member) and request.user.is_superuser else POWERS
        return [*self.readonly_fields, *fixed]


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    list_display = ["kind", "lab", "made_by", "made_at", "expires_at", "uses_left"]
    list_filter = ["kind", "lab"]
    exclude = ["seed", "code_hash"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a code is made by an action

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return False  # by it is known who let whom in
