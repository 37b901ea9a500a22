"""What the demonstration's portal shows: invented pages with drawn pictures, written and reviewed as editors do."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.content import services
from congvu.content.demo.drawing import SCENES
from congvu.content.demo.pages import PAGES, Sample
from congvu.content.models import Picture, Version
from congvu.content.rules import Language
from congvu.content.services import Text
from congvu.files.selectors import Shelf
from congvu.files.services import store

Deed = Callable[[datetime], None]
READ = timedelta(hours=2)  # from the writing to the review
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The agency whose portal it is, with its editor and the leader who reviews."""

    agency: Agency
    editor: Actor
    leader: Actor
    shelf: Shelf

    def deeds(self, *, since: datetime, until: datetime) -> Iterator[tuple[datetime, Deed]]:
        """Each writing and each review with its moment: in the weeks before `until`, none before `since`."""
        for number, sample in enumerate(PAGES):
            at = max(_workday(until - timedelta(days=sample.days), minute=number), since)
            yield at, partial(self._write, sample)
            if sample.stays in {"published", "sent_back"}:
                yield at + READ, partial(self._review, sample, Language.VIETNAMESE)
            if sample.english:
                yield at + 2 * READ, partial(self._translate, sample)
                yield at + 3 * READ, partial(self._review, sample, Language.ENGLISH)

    def _write(self, sample: Sample, at: datetime) -> None:
        begun = services.begin(
            sample.section, Text(title=sample.title), agency=self.agency, slug=sample.slug, by=self.editor, at=at
        )
        self._draw(begun, sample, at)
        self._say(begun, sample, (sample.title, sample.summary, sample.body), at)

    def _translate(self, sample: Sample, at: datetime) -> None:
        assert sample.english
        page_id = _version(sample, Language.VIETNAMESE).page_id
        begun = services.begin_version(page_id, language=Language.ENGLISH, by=self.editor, at=at)
        self._say(begun, sample, sample.english, at)

    def _say(self, begun: Version, sample: Sample, words: tuple[str, str, str], at: datetime) -> None:
        pictures = {one.alt: one for one in Picture.objects.filter(page=begun.page_id)}
        shown = {scene: pictures[alt] for scene, alt in sample.pictures.items()}
        text = _text(sample, words, shown, day=timezone.localdate(at))
        saved = services.write(begun.pk, text, seen=begun.revision, by=self.editor, at=at)
        if sample.stays != "draft":
            services.submit(saved.pk, seen=saved.revision, by=self.editor, at=at)

    def _draw(self, begun: Version, sample: Sample, at: datetime) -> None:
        for scene, alt in sample.pictures.items():
            blob = store(SCENES[scene](), name=f"{scene}.png", into=self.shelf, by=self.editor, at=at)
            services.add_picture(begun.page_id, blob, alt=alt, shelf=self.shelf, by=self.editor, at=at)

    def _review(self, sample: Sample, language: str, at: datetime) -> None:
        version = _version(sample, language)
        if sample.stays == "sent_back":
            services.send_back(version.pk, reason="Thiếu giờ họp. Hãy hỏi lại văn phòng.", by=self.leader, at=at)
        else:
            services.publish(version.pk, seen=version.revision, by=self.leader, at=at)


def _version(sample: Sample, language: str) -> Version:
    return Version.objects.get(page__slug=sample.slug, language=language)


def _text(sample: Sample, words: tuple[str, str, str], pictures: Mapping[str, Picture], *, day: date) -> Text:
    """`anh:scene` in a body becomes the number of that picture."""
    title, summary, body = words
    for scene, picture in pictures.items():
        body = body.replace(f"anh:{scene}", f"anh:{picture.pk}")
    text = Text(
        title=title,
        summary=summary,
        body=body,
        cover=next(iter(pictures.values()), None),
        valid_until=day + timedelta(days=sample.lasts) if sample.lasts else None,
    )
    if not sample.text_number:
        return text
    return replace(
        text, text_number=sample.text_number, issuer="Ủy ban nhân dân thành phố (văn bản trình diễn)",
        issued_on=day, effective_on=day + timedelta(days=10), validity=sample.validity,
    )  # fmt: skip


def _workday(moment: datetime, *, minute: int) -> datetime:
    """A morning on or before that day on which offices work."""
    morning = timezone.localtime(moment).replace(hour=8, minute=minute, second=0, microsecond=0)
    return morning - timedelta(days=max(0, morning.weekday() - FRIDAY))
