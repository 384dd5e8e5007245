import pytest

from commons.people.models import Member
from commons.ui.templatetags import ui


@pytest.mark.parametrize(("name", "letter"), [("айзада", "А"), ("«Акылжан»", "А"), ("  Өмүр", "Ө"), ("🌸", "#"), ("", "#")])
def test_a_face_is_the_first_letter(name: str, letter: str) -> None:
    assert ui.initial(name) == letter


def test_a_name_is_no_markup() -> None:
    assert "<i>" not in ui.patch(3, "<i>")


@pytest.mark.django_db
def test_her_dye_stays_hers_and_is_not_everybodys(aizada: Member) -> None:
    assert ui.face(aizada) == ui.face(Member(pk=aizada.pk, name=aizada.name))
    assert len({ui.face(Member(pk=number, name=aizada.name)) for number in range(10)}) == 4


def test_an_icon_is_hidden_from_those_who_listen() -> None:
    icon = ui.icon("message-circle")
    assert 'aria-hidden="true"' in icon
    assert "xmlns" not in icon
