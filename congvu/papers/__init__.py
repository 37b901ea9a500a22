"""Papers: a template and its facts become a PDF/A-2b of the same bytes on every machine.

Each template says at its head which facts it takes; `typst/frame.typ` is what all share.
"""

from congvu.papers.codes import code128, qr
from congvu.papers.press import PaperError, render

__all__ = ["PaperError", "code128", "qr", "render"]
