from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from commons.people.clean import LONGEST_NAME
from commons.people.codes import code_from, hash_of, new_seed

from .seats import Seat

LENGTH = 10  # of its code: on paper for years, and read aloud


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def good(self) -> Self:
        """Those that weren't taken back."""
        return self.filter(revoked_at=None)

    def by_code(self, typed: str) -> "Certificate | None":
        """Whose code that is, however it was typed; also one that was taken back."""
        return self.select_related("seat__gathering__lab", "seat__gathering__host").filter(code_hash=hash_of(typed)).first()


class Certificate(models.Model):
    """That she was there, under the name she chose; one a seat, until a host takes it back.

    Its code follows from the seed and the secret key: the table alone tells none.
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="certificates")
    name = models.CharField(max_length=LONGEST_NAME)
    seed = models.CharField(max_length=32, default=new_seed)
    code_hash = models.CharField(max_length=64, unique=True)
    given_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=Q(revoked_at=None), name="certificate_is_one_a_seat"),
        ]

    @property
    def code(self) -> str:
        return code_from(self.seed, LENGTH)
