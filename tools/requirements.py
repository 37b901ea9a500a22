"""Pins the dependencies of pyproject.toml: newest versions that fit, every file's hash, no address of any registry."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
)


def compile_file(name: str, *options: str, source: str = "pyproject.toml") -> int:
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        source,
        *OPTIONS,
        *options,
        "--output-file",
        name,
    ]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode


def main(words: list[str]) -> int:
    """Both files, the second on top of the first, so that what is tested is what is installed; and apart from them
    what the OpenID provider of the tests needs, which is never installed beside the software."""
    return (
        compile_file("requirements.txt", *words)
        or compile_file("requirements-dev.txt", "--extra=dev", "--constraints=requirements.txt", *words)
        or compile_file("tools/openid.txt", *words, source="tools/openid.in")
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
