"""The operator's page, one's own wishes, the letters of the demonstration, and the commands."""

import pytest

pytestmark = pytest.mark.django_db
