"""A picture in memory weighs up to eighty megabytes: two are decoded at once, the others wait, and not for ever."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from commons.media import pictures
from commons.media.actions import prepare_picture
from commons.media.forms import PictureField


class Offer(forms.Form):
    title = forms.CharField()
    picture = PictureField()


class Decoder:
    """Decodes when it is told to, and knows how many were in it at once."""

    def __init__(self) -> None:
        self.inside = self.most = 0
        self.changed = threading.Condition()
        self.may_go = False
        self.decode = pictures._upright

    def __call__(self, image: Any) -> Any:
        with self.changed:
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.changed.notify_all()
            assert self.changed.wait_for(lambda: self.may_go, 30)
        try:
            return self.decode(image)
        finally:
            with self.changed:
                self.inside -= 1

    def until_inside(self, count: int, seconds: float = 20) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: self.inside >= count, seconds)

    def go(self) -> None:
        with self.changed:
            self.may_go = True
            self.changed.notify_all()


@pytest.fixture
def decoder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Decoder]:
    decoder = Decoder()
    monkeypatch.setattr(pictures, "_upright", decoder)
    yield decoder
    decoder.go()


def test_two_are_decoded_at_once_and_the_others_wait_their_turn(decoder: Decoder, photo: Callable[..., bytes]) -> None:
    with ThreadPoolExecutor(6) as women:
        given = [women.submit(prepare_picture, SimpleUploadedFile("a.jpg", photo())) for _ in range(6)]
        assert decoder.until_inside(2)
        assert not decoder.until_inside(3, seconds=0.3)
        decoder.go()
        assert {picture.result(20).width for picture in given} == {1280}
    assert decoder.most <= 2


def test_whose_turn_does_not_come_is_told_beside_the_field(
    decoder: Decoder, photo: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "PATIENCE", 0.05)
    with ThreadPoolExecutor(2) as women:
        before = [women.submit(prepare_picture, SimpleUploadedFile("a.jpg", photo())) for _ in range(2)]
        assert decoder.until_inside(2)
        form = offered(photo())
        assert [error.code for error in form.errors.as_data()["picture"]] == ["busy"]
        page = str(form)
        assert 'value="Килем"' in page
        assert page.count('class="field__errors"') == 1
        decoder.go()
        assert [picture.result(20).width for picture in before] == [1280, 1280]
    assert offered(photo()).is_valid(), "a turn that was taken is given back"


def test_what_is_no_picture_gives_its_turn_back(photo: Callable[..., bytes]) -> None:
    for _ in range(3):
        assert not offered(b"no picture").is_valid()
    assert offered(photo()).is_valid()


def offered(picture: bytes) -> Offer:
    return Offer({"title": "Килем"}, {"picture": SimpleUploadedFile("a.jpg", picture)})
