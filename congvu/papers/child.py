"""The process that sets type. It holds one warm typst compiler, reads jobs from standard input and writes papers.

It is a process of its own because a template may come with a pack: here it can be stopped, it has a bounded memory, and
it reaches neither the network nor any file but the shared library beside it. Needs typst and the standard library only.
"""

import json
import os
import sys
from pathlib import Path
from typing import cast

import typst

MEMORY = 2 * 1024**3  # bytes of address space
NOWHERE = "http://127.0.0.1:9"  # the discard port: typst's package loader asks here and gets nothing


def main() -> None:
    """One JSON job a line in; out, a JSON line {"size": n} or {"error": …}, then n bytes of PDF."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.environ.update({"https_proxy": NOWHERE, "http_proxy": NOWHERE, "ALL_PROXY": NOWHERE, "no_proxy": ""})
    library = Path(__file__).parent / "typst"
    # Only the fonts inside typst: the paper looks the same on a machine without any font installed.
    compiler = typst.Compiler(
        root=library, font_paths=typst.Fonts(include_system_fonts=False), package_path=library / "none"
    )
    for line in sys.stdin.buffer:
        job = json.loads(line)
        answer: dict[str, object]
        paper = b""
        try:
            paper = cast(
                bytes,
                compiler.compile(
                    job["source"].encode(),
                    format="pdf",
                    sys_inputs={"facts": job["facts"]},
                    pdf_standards=["a-2b"],
                    timestamp=job["at"],
                ),
            )
            answer = {"size": len(paper)}
        except typst.TypstError as error:
            answer = {"error": error.message, "where": error.diagnostic}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + paper)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
