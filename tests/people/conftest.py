"""More of the cast, and quick hashes: three words are slow to check on purpose."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from commons.people.models import Invitation, Member


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ambassador(make_member: Callable[..., "Member"]) -> "Member":
    """Elena of Osh, an ambassador."""
    return make_member("Елена", roles=("ambassador",))


@pytest.fixture
def asked(make_member: Callable[..., "Member"]) -> "Member":
    """Meerim of Osh, who asks to join."""
    return make_member("Мээрим", standing="asked")


@pytest.fixture
def coordinator_of_batken(make_member: Callable[..., "Member"]) -> "Member":
    """Saikal, coordinator of Batken."""
    return make_member("Сайкал", at="batken", standing="trusted", roles=("coordinator",))


@pytest.fixture
def invite(coordinator: "Member") -> Callable[..., "Invitation"]:
    """An invitation of this kind, Cholpon's unless another woman makes it."""
    from commons.people.actions import make_invitation

    return lambda kind="link", by=None: make_invitation(by or coordinator, kind)
