"""Fields for pictures and voice messages: what they clean to goes to `keep_picture` and `keep_voice`.

A refusal stands beside the field. Without script each is a plain choice of files; with it, see static/media/js.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, TypeVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import ngettext_lazy

from commons.journal.refusals import Refused
from commons.people.clean import clean_line

from .pictures import PreparedPicture, prepare_picture
from .voices import LONGEST, PreparedVoice, prepare_voice

T = TypeVar("T")

PICTURES = "image/*"
SOUNDS = "audio/*"
LONGEST_NAME = 60


class PictureInput(forms.FileInput):
    """`<picture-picker>` around a choice of one picture."""

    template_name = "media/_picture_input.html"
    needs_multipart_form = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": PICTURES, **(attrs or {})})


class PicturesInput(PictureInput):
    """The same, of several."""

    allow_multiple_selected = True

    def __init__(self, most: int, attrs: dict[str, Any] | None = None) -> None:
        self.most = most
        super().__init__({"multiple": True, **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "most": self.most}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if isinstance(files, MultiValueDict) else files.get(name) or []


class VoiceInput(forms.FileInput):
    """`<voice-recorder>` around a choice of a recording, and what it draws of it."""

    template_name = "media/_voice_input.html"
    needs_multipart_form = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": SOUNDS, "capture": True, **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "peaks": peaks_of(name), "longest": LONGEST}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[UploadedFile, str] | None:
        upload = files.get(name)
        return (upload, data.get(peaks_of(name), "")) if upload else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files


def peaks_of(name: str) -> str:
    """The name of the field beside a voice message in which the recorder puts what it drew."""
    return "peaks" if name == "voice" else f"{name}_peaks"


class PictureField(forms.FileField):
    """One picture; cleans to a PreparedPicture, or None where there needn't be one."""

    widget = PictureInput

    def clean(self, data: Any, initial: Any = None) -> PreparedPicture | None:
        upload = super().clean(data, initial)
        return shown(lambda: prepare_picture(upload)) if upload else None


class Chosen(NamedTuple):
    """Of several pictures those that can be shown, in the order they were chosen, and why the others can't, each by its name."""

    good: list[PreparedPicture]
    refused: list[forms.ValidationError]


class PicturesField(forms.FileField):
    """At most so many pictures; cleans to a list of PreparedPicture, in the order they were chosen."""

    def __init__(self, *, most: int = 4, **options: Any) -> None:
        self.most = most
        super().__init__(widget=options.pop("widget", None) or PicturesInput(most), **options)

    def clean(self, data: list[UploadedFile], initial: Any = None) -> Any:
        good, refused = self.chosen(data)
        if refused:
            raise forms.ValidationError(refused)
        return good

    def chosen(self, data: list[UploadedFile]) -> Chosen:
        """All of them looked at. Raises ValidationError for too many, for none, and while many others are looked at."""
        if not data and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(data) > self.most:
            sentence = ngettext_lazy("Choose at most %(most)s picture.", "Choose at most %(most)s pictures.", self.most)
            raise forms.ValidationError(sentence % {"most": self.most}, code="too_many")
        chosen = Chosen([], [])
        for upload in data:
            try:
                chosen.good.append(shown(partial(prepare_picture, super().clean(upload))))
            except forms.ValidationError as error:
                if error.code == "busy":
                    raise
                chosen.refused.append(named(upload, error) if len(data) > 1 else error)
        return chosen


class GoodPicturesField(PicturesField):
    """The same where the good ones are kept though others aren't: cleans to Chosen, and is refused only where none is good."""

    def clean(self, data: list[UploadedFile], initial: Any = None) -> Chosen:
        chosen = self.chosen(data)
        if chosen.refused and not chosen.good:
            raise forms.ValidationError(chosen.refused)
        return chosen


class VoiceField(forms.FileField):
    """A voice message; cleans to a PreparedVoice, or None where there needn't be one."""

    widget = VoiceInput

    def clean(self, data: tuple[UploadedFile, str] | None, initial: Any = None) -> PreparedVoice | None:
        given, peaks = data or (None, "")
        upload = super().clean(given, initial)
        return shown(lambda: prepare_voice(upload, peaks)) if upload else None


def named(upload: UploadedFile, error: forms.ValidationError) -> forms.ValidationError:
    """Why it is refused, and which of them it is: by the name it has on her phone."""
    return forms.ValidationError(f"{clean_line(upload.name or '')[:LONGEST_NAME]}: {error.messages[0]}", code=error.code)


def shown(prepare: Callable[[], T]) -> T:
    """What was prepared; a refusal as the sentence beside the field."""
    try:
        return prepare()
    except Refused as refused:
        raise forms.ValidationError(str(refused.message), code=refused.code) from refused
