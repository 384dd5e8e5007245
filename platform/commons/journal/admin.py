"""Staff see the journal and its dead letters; they change neither, but may give a dead letter back."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from .models import Delivery, Entry
from .worker import revive


class ReadOnly:
    """Rows to look at."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Entry)
class EntryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("stream", "seq", "fact", "actor", "at")
    search_fields = ("stream",)
    show_full_result_count = False


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("entry", "listener", "due_at", "attempts", "failed_at")
    list_filter = (("failed_at", admin.EmptyFieldListFilter),)
    list_select_related = ("entry",)
    actions = ("give_back",)

    @admin.action(description="Give back to the worker")
    def give_back(self, request: HttpRequest, chosen: QuerySet[Delivery]) -> None:
        revive(chosen)
