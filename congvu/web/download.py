"""Sending files so that no browser ever runs them."""

import re
from typing import BinaryIO

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

_UNSAFE = re.compile('[\x00-\x1f\x7f-\x9f\\\\/:*?"<>|\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


def attachment(stream: BinaryIO, *, name: str, media_type: str) -> FileResponse:
    """The bytes to be saved, never opened in the page; the response closes the stream."""
    safe = _UNSAFE.sub("_", name).strip(" .") or "tep"
    response = FileResponse(stream, as_attachment=True, filename=safe[-150:], content_type=media_type)
    _inert(response)
    return response


def picture(drawn: bytes, media_type: str = "image/png") -> HttpResponse:
    """A preview that this system has drawn itself. The browser may keep it for an hour."""
    response = HttpResponse(drawn, content_type=media_type)
    _inert(response)
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _inert(response: HttpResponseBase) -> None:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
