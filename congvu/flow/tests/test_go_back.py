"""Going back in a process: along one way only, and never past what runs side by side."""

import pytest

from congvu.base.refusals import Refusal
from congvu.flow import Case, Net, compile, complete, earlier, go_back, start
