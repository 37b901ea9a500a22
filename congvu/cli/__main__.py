"""`python -m congvu.cli` is the `congvu` command."""

import sys

from congvu.cli.main import main

sys.exit(main())
