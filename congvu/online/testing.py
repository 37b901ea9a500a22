"""A citizen at home, and what it files, for anybody's tests."""

from dataclasses import replace

from congvu.agencies.testing import make_citizen
from congvu.base.actors import Actor
from congvu.dossiers.services import Applicant, Upload
from congvu.dossiers.services.stories import Stage, filing_of
from congvu.dossiers.testing import a_stage_for, moment
from congvu.files.models import Blob
from congvu.online import services
from congvu.online.models import Draft, Submission
from congvu.online.services import OnlineFiling
from congvu.people.models import Party
from congvu.procedures.models import Edition
from congvu.procedures.selectors import compiled, stories
from congvu.procedures.testing import edition

MORNING = moment("2026-03-02 08:10")  # a Monday
PACK = "ho-tich/khai-tu"


def party_of(citizen: Actor) -> Party:
    """The party that a citizen itself is."""
    return Party.objects.get(account=citizen.account_id)


def a_blob(name: str = "to-khai") -> Blob:
    """A file as far as the database knows: no bytes lie on any shelf."""
    digest = f"{abs(hash(name)):064x}"[-64:]
    return Blob.objects.get_or_create(
        pk=digest,
        defaults={"size": 1, "media_type": "application/pdf", "pages": 1, "created_at": MORNING, "created_by": "test"},
    )[0]


def uploads_of(published: Edition) -> list[Upload]:
    """One file for each required paper."""
    papers = [paper for paper in compiled(published).pack.papers if paper.required]
    return [Upload(a_blob(paper.key), f"{paper.key}.pdf", paper.key) for paper in papers]


def a_filing(stage: Stage, citizen: Actor, *, published: Edition | None = None) -> OnlineFiling:
    """The first worked example of a pack, as the citizen would send it to the stage's counter."""
    published = published or edition(PACK)
    told = filing_of(stories(published)[0], published, stage)
    return OnlineFiling(
        edition=published,
        party=party_of(citizen),
        applicant=replace(told.applicant, email=""),
        answers=told.answers,
        uploads=uploads_of(published),
        receiver=stage.receiver,
    )


def a_draft(stage: Stage, citizen: Actor, *, published: Edition | None = None) -> Draft:
    """A draft with everything in it that is asked: only the sending is left."""
    filing = a_filing(stage, citizen, published=published)
    draft = services.begin(filing.edition, filing.party, by=citizen, at=MORNING)
    services.keep(
        draft.key,
        applicant=filing.applicant.values(),
        answers=filing.answers,
        receiver=filing.receiver,
        place="review",
        by=citizen,
        at=MORNING,
    )
    for upload in filing.uploads:
        services.attach(draft.key, upload.blob, upload.paper_key, upload.name, by=citizen, at=MORNING)
    draft.refresh_from_db()
    return draft


def a_submission(
    stage: Stage | None = None, citizen: Actor | None = None, *, key: str = "k1", **more: str
) -> Submission:
    """What was sent in at eight in the morning and waits for the counter."""
    stage = stage or a_stage_for(edition(PACK))
    citizen = citizen or make_citizen()
    return services.file(
        replace(a_filing(stage, citizen), **more),  # type: ignore[arg-type]
        intake_key=key,
        lookup_key=f"look-{key}",
        by=citizen,
        at=MORNING,
    )


def applicant(**more: str) -> Applicant:
    """An invented applicant."""
    return Applicant(**{"name": "Trần Thị Mẫu", "id_number": "001090000017", **more})
