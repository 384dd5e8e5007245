"""Uploads that are too large or too many are let go while they come: nothing of them is kept, and all else in the form is."""

from io import BytesIO
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from .pictures import LARGEST

MOST: Final = 12  # of one form: more than any takes


class LetGo(UploadedFile):
    """What there was of a file that was too large, or one too many: its name and its size."""


class NothingBeyond(FileUploadHandler):
    """Stands before the handlers that keep what comes, and passes on to them no more than fits."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.came = 0

    def new_file(self, *given: Any, **options: Any) -> None:
        super().new_file(*given, **options)
        self.came += 1
        if self.came > MOST:
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if self.came <= MOST and start + len(raw_data) <= LARGEST else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        was_kept = self.came <= MOST and file_size <= LARGEST
        return None if was_kept else LetGo(BytesIO(), self.file_name, self.content_type, file_size)
