import secrets
from typing import Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from commons.people.streams import member_actor
from commons.people.words import normalise

from .labs import Craft, Lab

VOUCHED = ("vouched", "trusted")


class MemberQuerySet(models.QuerySet):
    def active(self) -> Self:
        return self.filter(is_active=True, suspended_at=None)

    def belonging(self) -> Self:
        """Those the place may show: not merely asking to join, and not suspended."""
        return self.active().exclude(standing=Member.Standing.ASKED)

    def vouched(self) -> Self:
        return self.filter(standing__in=VOUCHED)

    def moderated_by(self, moderator: "Member") -> Self:
        """Whom she may keep a place safe from: those too who blocked her, but not those she blocked herself."""
        return self.belonging().exclude(pk__in=Block.objects.filter(by=moderator).values("member"))

    def visible_to(self, viewer: "Member") -> Self:
        """Whom she may see: everyone once she is vouched for; before, her host and her coordinators; while she asks, nobody.

        Never those she blocked or who blocked her.
        """
        met = self.belonging().exclude(pk__in=Block.objects.hidden_from(viewer))
        if viewer.is_vouched:
            return met
        if viewer.standing != Member.Standing.INVITED:
            return met.none()
        host = models.Q(invitations__arrivals__member=viewer)
        coordinators = models.Q(roles__kind=Role.Kind.COORDINATOR, roles__lab=viewer.lab_id)
        return met.filter(pk__in=Member.objects.filter(host | coordinators).values("pk"))


class MemberManager(BaseUserManager.from_queryset(MemberQuerySet)):  # type: ignore[misc]  # a base class made at run time
    def create_user(self, number: str | None = None, password: str | None = None, **fields: object) -> "Member":
        member = self.model(number=number or new_number(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, number: str, password: str | None = None, **fields: object) -> "Member":
        fields.setdefault("lab", Lab.objects.order_by("id").first())
        return self.create_user(number, password, is_staff=True, is_superuser=True, **fields)


def new_number() -> str:
    """A member number nobody has: six digits, not counted up, so that it tells nothing."""
    while Member.objects.filter(number=(number := str(secrets.randbelow(900_000) + 100_000))).exists():
        pass
    return number


class Member(AbstractBaseUser, PermissionsMixin):
    """A person with an account: her number signs her in together with three words, kept hashed as the password."""

    last_login = None  # nobody needs to know when she was last here

    class Belonging(models.TextChoices):
        RESIDENT = "resident", _("Resident")
        ALUMNA = "alumna", _("Alumna")
        NETWORK = "network", _("Network")

    class Standing(models.TextChoices):
        ASKED = "asked", _("Asks to join")
        INVITED = "invited", _("Invited")
        VOUCHED = "vouched", _("Vouched for")
        TRUSTED = "trusted", _("Trusted")

    number = models.CharField(_("member number"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=40)
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="members")
    belonging = models.CharField(max_length=10, choices=Belonging, default=Belonging.RESIDENT)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.INVITED)
    is_under_18 = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="ky")
    crafts = models.ManyToManyField(Craft, blank=True, related_name="members")
    speaks = models.JSONField(default=list, blank=True)
    about = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    sessions_salt = models.PositiveIntegerField(default=0, help_text=_("Moves on when she signs out everywhere."))
    words_kept_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = MemberManager()

    USERNAME_FIELD = "number"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        indexes = [models.Index(fields=["lab", "standing"], name="member_by_lab")]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> str:
        return member_actor(self.pk)

    @property
    def is_vouched(self) -> bool:
        return self.standing in VOUCHED

    @property
    def is_suspended(self) -> bool:
        return self.suspended_at is not None

    @property
    def languages(self) -> list[str]:
        """The names of the languages she speaks, each in itself."""
        return [name for code, name in settings.LANGUAGES if code in self.speaks]

    def has_role(self, kind: "Role.Kind", lab_id: int | None = None) -> bool:
        """Whether she has this role, at this lab or at any."""
        return any(role.kind == kind and lab_id in (None, role.lab_id) for role in self.roles.all())

    def is_coordinator_of(self, lab_id: int | None) -> bool:
        return lab_id is not None and self.has_role(Role.Kind.COORDINATOR, lab_id)

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else normalise(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(None if raw_password is None else normalise(raw_password))

    def get_session_auth_hash(self) -> str:
        return self._salted(self.password, self.sessions_salt)

    def get_session_auth_fallback_hash(self):  # type: ignore[no-untyped-def]  # Django's own has no types
        return iter(())

    @staticmethod
    def _salted(password: str, salt: int) -> str:
        return salted_hmac("commons.people.Member.session", f"{password}:{salt}", algorithm="sha256").hexdigest()


class Role(models.Model):
    """What she carries at a lab, beside her standing."""

    class Kind(models.TextChoices):
        AMBASSADOR = "ambassador", _("Ambassador")
        MENTOR = "mentor", _("Mentor")
        COORDINATOR = "coordinator", _("Coordinator")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="roles")
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=12, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "lab", "kind"], name="role_is_given_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.lab}"


class BlockQuerySet(models.QuerySet):
    def hidden_from(self, member: Member) -> set[int]:
        """The ids of those she doesn't meet: a block hides both from each other."""
        pairs = self.filter(models.Q(by=member) | models.Q(member=member)).values_list("by_id", "member_id")
        return {one if other == member.pk else other for one, other in pairs}

    def members(self) -> models.QuerySet:
        """The ids of those who stand in a block, on either side."""
        return self.values_list("by").union(self.values_list("member"))


class Block(models.Model):
    """She doesn't wish to meet this woman. Silent, mutual, everywhere."""

    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="blocks_made")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="blocks_met")
    at = models.DateTimeField(default=timezone.now)

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "member"], name="block_is_made_once"),
            models.CheckConstraint(condition=~models.Q(by=models.F("member")), name="block_is_of_another"),
        ]
