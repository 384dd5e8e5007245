"""Uploads that are too large are let go while they come: nothing of them is kept, and all else in the form is."""

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from .pictures import LARGEST


class LetGo(UploadedFile):
    """What there was of a file that was too large: its name and its size."""


class NothingTooLarge(FileUploadHandler):
    """Stands before the handlers that keep what comes, and passes on to them no more than fits."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start + len(raw_data) <= LARGEST else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return LetGo(None, self.file_name, self.content_type, file_size) if file_size > LARGEST else None
