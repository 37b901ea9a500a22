"""The process that measures one database: it wakes Django, then does `bench.measuring`. `bench.lifecycle` calls it."""

import os
import sys

import django


def main(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.site.settings")
    django.setup()
    from bench.measuring import measure

    return measure(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
