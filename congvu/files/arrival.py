"""How much of what a browser sends is kept, before any page sees it."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class CutOff(FileUploadHandler):
    """Keep no more of a file than shows that it is too large: the rest is read and forgotten, so that an endless file
    fills no disk, and the page still gets its other answers and can say which file it was."""

    def __init__(self, request: object = None) -> None:
        super().__init__(request)  # type: ignore[arg-type]
        self.limit = settings.FILE_MAX_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= self.limit else None

    def file_complete(self, _file_size: int) -> None:
        """The next handler has the file."""
