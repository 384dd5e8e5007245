"""Fields of forms: what they take, what they refuse beside the field, and what of a form is left when a file is too large."""

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from commons.media import uploads
from commons.media.forms import PictureField, PicturesField, VoiceField
from tests.media.recordings import webm


class Offer(forms.Form):
    title = forms.CharField()
    picture = PictureField(required=False)
    more = PicturesField(most=2, required=False)
    voice = VoiceField(required=False)
    answer = VoiceField(required=False)


def sent(data: dict, **files: bytes | list[bytes]) -> Offer:
    listed = {name: given if isinstance(given, list) else [given] for name, given in files.items()}
    return Offer(data, MultiValueDict({name: [SimpleUploadedFile("a.jpg", one) for one in given] for name, given in listed.items()}))


def test_fields_clean_to_what_can_be_kept(photo):
    small = photo("PNG", (90, 60))
    form = sent({"title": "Килем", "peaks": "7," * 39 + "31"}, picture=small, more=[small, small], voice=webm())
    assert form.is_valid(), form.errors
    assert form.cleaned_data["picture"].width == 90
    assert [one.width for one in form.cleaned_data["more"]] == [90, 90]
    assert form.cleaned_data["voice"].peaks == [7] * 39 + [31]
    assert form.cleaned_data["answer"] is None


def test_nothing_need_be_given():
    form = sent({"title": "Килем"})
    assert form.is_valid()
    assert [form.cleaned_data[name] for name in ("picture", "more", "voice")] == [None, [], None]


def test_a_refusal_stands_beside_its_field(photo):
    small = photo("PNG", (90, 60))
    form = sent({"title": "Килем"}, picture=b"x", more=[small] * 3, voice=b"x")
    assert {name: [error.code for error in errors.as_data()] for name, errors in form.errors.items()} == {
        "picture": ["invalid"],
        "more": ["too_many"],
        "voice": ["invalid"],
    }
    page = str(form)
    assert 'value="Килем"' in page
    assert page.count('class="field__errors"') == 3


def test_several_recorders_in_a_form_draw_apart():
    page = str(Offer())
    assert 'name="peaks"' in page
    assert 'name="answer_peaks"' in page
    assert 'accept="image/*"' in page
    assert "multiple" in page


def test_of_what_is_too_large_nothing_is_kept_and_of_its_form_all(photo, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    large = SimpleUploadedFile("a.jpg", photo("PNG", (90, 60)) + bytes(20_000_000))
    small = SimpleUploadedFile("b.jpg", photo("PNG", (90, 60)))
    request = RequestFactory().post("/", {"picture": large, "more": [small], "title": "Килем"})
    form = Offer(request.POST, request.FILES)
    assert isinstance(request.FILES["picture"], uploads.LetGo)
    assert [error.code for error in form.errors.as_data()["picture"]] == ["too_long"]
    assert 'value="Килем"' in str(form)
    assert form.cleaned_data["more"][0].width == 90
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 16_000_000


def test_of_what_is_too_many_nothing_is_kept_and_of_its_form_all(photo):
    small = photo("PNG", (90, 60))
    given = [SimpleUploadedFile(f"{n}.jpg", small) for n in range(uploads.MOST + 3)]
    recorded = SimpleUploadedFile("a.webm", webm())
    request = RequestFactory().post("/", {"more": given, "voice": recorded, "title": "Килем"})
    form = Offer(request.POST, request.FILES)
    assert [isinstance(file, uploads.LetGo) for file in request.FILES.getlist("more")] == [False] * uploads.MOST + [True] * 3
    assert isinstance(request.FILES["voice"], uploads.LetGo)
    assert {name: [error.code for error in errors.as_data()] for name, errors in form.errors.items()} == {
        "more": ["too_many"],
        "voice": ["invalid"],
    }
    assert 'value="Килем"' in str(form)
