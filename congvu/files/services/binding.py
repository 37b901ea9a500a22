"""Photographs of a paper become one file, as if it had been scanned."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import img2pdf
import pikepdf
from PIL import Image, ImageOps

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.files import refusals
from congvu.files.inspection import NOT_AN_IMAGE, turn_away
from congvu.files.models import Blob
from congvu.files.rules import LONG_EDGE, MAX_PICTURES, MAX_PIXELS, PDF, PHOTOS, QUALITY
from congvu.files.selectors import open_blob
from congvu.files.services.storing import MEGABYTE, store
from congvu.files.shelf import Shelf, TooMuch

A4 = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))


def bind(images: Sequence[tuple[str, BinaryIO]], *, name: str, into: Shelf, by: Actor, at: datetime) -> Blob:
    """Keep pictures, each with what the sender calls it, as the pages of one PDF on A4, in the order given.

    A page is upright, at most LONG_EDGE pixels long, and knows no more where it was taken: metadata are dropped. The
    same pictures give the same bytes. Refuses `files.no_pictures too_many_pictures heic not_a_picture empty broken
    too_many_pixels too_big`; see `store` for when to call it.
    """
    if not images:
        raise Refusal(refusals.NO_PICTURES)
    if len(images) > MAX_PICTURES:
        raise Refusal(refusals.TOO_MANY_PICTURES, count=len(images), limit=MAX_PICTURES)
    pages = [_page(stream, each, into) for each, stream in images]
    layout = img2pdf.get_layout_fun(pagesize=A4, fit=img2pdf.FitMode.into, auto_orient=True)
    paper = img2pdf.convert(pages, layout_fun=layout, nodate=True, engine=img2pdf.Engine.internal)
    return store(paper, name=name, into=into, by=by, at=at)


def join(papers: Sequence[Blob], *, name: str, into: Shelf, by: Actor, at: datetime) -> Blob:
    """Keep several PDFs, one behind the other, as one. The same PDFs give the same bytes.

    Refuses `files.not_pdf missing broken too_many_pages too_big`; see `store` for when to call it.
    """
    if len(papers) < 2 or any(paper.media_type != PDF.type for paper in papers):
        raise Refusal(refusals.NOT_PDF)
    buffer = BytesIO()
    try:
        with pikepdf.new() as whole, ExitStack() as opened:
            for paper in papers:
                stream = opened.enter_context(open_blob(paper.pk, at=into))
                whole.pages.extend(opened.enter_context(pikepdf.open(stream)).pages)
            whole.save(buffer, deterministic_id=True)
    except pikepdf.PdfError as error:
        raise Refusal(refusals.BROKEN, name=name) from error
    return store(buffer.getvalue(), name=name, into=into, by=by, at=at)


def _page(stream: BinaryIO, name: str, shelf: Shelf) -> bytes:
    """One picture as the JPEG of a page."""
    try:
        with shelf.draft(stream) as draft:
            turn_away(draft.path, name)
            return _upright(draft.path)
    except TooMuch:
        raise Refusal(refusals.TOO_BIG, name=name, limit=shelf.limit // MEGABYTE) from None
    except Image.DecompressionBombError as error:
        raise Refusal(refusals.TOO_MANY_PIXELS, name=name, limit=MAX_PIXELS // 1_000_000) from error
    except NOT_AN_IMAGE as error:
        raise Refusal(refusals.BROKEN, name=name) from error


def _upright(path: Path) -> bytes:
    with Image.open(path, formats=PHOTOS) as image:
        if image.width * image.height > MAX_PIXELS:
            raise Image.DecompressionBombError
        image.draft("RGB", (LONG_EDGE, LONG_EDGE))  # a JPEG is decoded no larger than is needed
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail((LONG_EDGE, LONG_EDGE))
    page = Image.new("RGB", upright.size, "white")  # of its own: it carries nothing but the colours over
    page.paste(upright, mask=upright)
    buffer = BytesIO()
    page.save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()
