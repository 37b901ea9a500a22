"""Pages for tests, here and in the rooms above, written and reviewed as editors do."""

from datetime import UTC, datetime
from typing import Any

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.content import services
from congvu.content.models import Version
from congvu.content.services import Text

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)


class Desk:
    """An agency with two editors and a leader."""

    def __init__(self, code: str = "H98") -> None:
        self.agency: Agency = make_agency(code, Kind.PROVINCE_COMMITTEE)
        self.editor: Actor = make_official(self.agency, Role.EDITOR)
        self.leader: Actor = make_official(self.agency, Role.LEADER)

    def draft(self, title: str = "Lịch nghỉ Tết", *, section: str = "tin-tuc", **more: Any) -> Version:
        """A draft of a new page; `more` is the rest of its text, and `language`, `slug`, `at`."""
        given = {key: more.pop(key) for key in ("language", "slug") if key in more}
        at = more.pop("at", AT)
        text = Text(**{"title": title, "summary": "Nghỉ bảy ngày", "body": "Nghỉ từ **14/02**.", **more})
        return services.begin(section, text, agency=self.agency, by=self.editor, at=at, **given)

    def publish(self, draft: Version, *, at: datetime = AT) -> Version:
        """The draft, reviewed by the leader and published."""
        sent = services.submit(draft.pk, seen=draft.revision, by=self.editor, at=at)
        return services.publish(sent.pk, seen=sent.revision, by=self.leader, at=at)

    def page(self, title: str = "Lịch nghỉ Tết", **more: Any) -> Version:
        """A published page."""
        at = more.get("at", AT)
        return self.publish(self.draft(title, **more), at=at)
