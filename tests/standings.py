"""Every standing and role, as the matrices know them by name."""

import pytest

OSH = {"aizada", "trusted", "ambassador", "mentor", "coordinator", "blocked", "under_18", "staff"}
VOUCHED = OSH | {"elsewhere", "begimai"}
MEMBERS = VOUCHED | {"asked", "invited"}
EVERYONE = MEMBERS | {"stranger", "suspended"}


@pytest.fixture
def cast(make_member, aizada, begimai, coordinator, trusted, invited, suspended, under_18):
    """All of them; "blocked" is a woman whom Aizada doesn't wish to meet, "elsewhere" coordinates Batken."""
    from commons.people.models import Block

    blocked = make_member("Мээрим")
    Block.objects.create(by=aizada, member=blocked)
    return {
        "stranger": None,
        "asked": make_member("Асель", standing="asked"),
        "invited": invited,
        "aizada": aizada,
        "trusted": trusted,
        "ambassador": make_member("Елена", roles=("ambassador",)),
        "mentor": make_member("Анара", roles=("mentor",)),
        "coordinator": coordinator,
        "elsewhere": make_member("Сайкал", at="batken", standing="trusted", roles=("coordinator",)),
        "begimai": begimai,
        "blocked": blocked,
        "suspended": suspended,
        "under_18": under_18,
        "staff": make_member("Жамал", is_staff=True, is_superuser=True),
    }
