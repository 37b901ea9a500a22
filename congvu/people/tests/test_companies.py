"""Who acts for a company: claimed, confirmed, given, ended."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.base.actors import Actor, Seat
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.people import services
from congvu.people.models import Account, Mandate, Party
from congvu.people.rules import company_number
from congvu.people.selectors import parties_of
from congvu.people.selectors.companies import claims_page, companies_of
from congvu.people.testing import make_account

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
NUMBER = "9999999997"
CLERK = Actor("official:900", "Lê Thị Mẫu", frozenset({Seat(1, "clerk")}))
SPECIALIST = Actor("official:901", "Lê Văn Mẫu", frozenset({Seat(1, "specialist")}))

pytestmark = pytest.mark.django_db


def person(number: int) -> Account:
    return make_account(f"cd-{number}", name=f"Người {number}", kind="citizen", email=f"mau-{number}@hop-thu.example")


def who(account: Account) -> Actor:
    return Actor(f"citizen:{account.pk}", account.name)


def claim(account: Account, name: str = "Công ty Mẫu An") -> Mandate:
    return services.claim_company(NUMBER, name, by=who(account), at=AT)


def owner_of(account: Account) -> Mandate:
    return services.confirm_claim(claim(account).pk, evidence="Giấy chứng nhận đăng ký", by=CLERK, at=AT)


def give(company: Party, account: Account, role: str, by: Actor) -> Mandate:
    return services.give_mandate(company.pk, contact=account.email, role=role, by=by, at=AT)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("9999999997", "9999999997"),
        (" 9999999997-001 ", "9999999997-001"),
        ("9999 999 997.001", "9999999997-001"),
        ("9999999998", ""),
        ("999999999", ""),
        ("99999999970", ""),
        ("không phải số", ""),
        ("", ""),
    ],
)
def test_a_companys_number_checks_itself(typed: str, number: str) -> None:
    assert company_number(typed) == number


def test_a_claim_counts_for_nothing_until_an_official_has_confirmed_it() -> None:
    boss = person(1)
    mandate = claim(boss)
    assert parties_of(boss.pk, at=AT) == frozenset()
    services.confirm_claim(mandate.pk, evidence="Giấy chứng nhận đăng ký", by=CLERK, at=AT)
    assert parties_of(boss.pk, at=AT) == {mandate.party_id}
    assert [entry.event for entry in Entry.objects.order_by("pk")] == [
        "people.company_claimed",
        "people.claim_confirmed",
    ]


def test_the_first_who_is_confirmed_gives_the_company_its_name() -> None:
    wrong, right = claim(person(1), "Công ty của tôi"), claim(person(2), "Công ty Mẫu An")
    assert wrong.party == right.party
    services.confirm_claim(right.pk, evidence="Đối chiếu", by=CLERK, at=AT)
    services.refuse_claim(wrong.pk, reason="Sai tên", by=CLERK, at=AT)
    assert Party.objects.get().name == "Công ty Mẫu An"


@pytest.mark.parametrize(
    ("number", "name", "code"),
    [("123", "A", "people.company_number_bad"), (NUMBER, " ", "people.company_name_empty")],
)
def test_a_claim_names_the_company_rightly(number: str, name: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        services.claim_company(number, name, by=who(person(1)), at=AT)
    assert refused.value.code == code
    assert not Party.objects.exists()


def test_a_claim_stands_once_and_is_a_citizens() -> None:
    boss = person(1)
    claim(boss)
    with pytest.raises(Refusal) as refused:
        claim(boss)
    assert refused.value.code == "people.already_there"
    with pytest.raises(Refusal) as refused:
        services.claim_company(NUMBER, "A", by=CLERK, at=AT)
    assert refused.value.code == "people.not_citizen"


def test_a_claim_is_answered_once_by_a_counter_with_its_reason() -> None:
    mandate = claim(person(1))
    for evidence, by, code in (("x", SPECIALIST, "people.not_counter"), (" ", CLERK, "people.evidence_empty")):
        with pytest.raises(Refusal) as refused:
            services.confirm_claim(mandate.pk, evidence=evidence, by=by, at=AT)
        assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        services.refuse_claim(mandate.pk, reason=" ", by=CLERK, at=AT)
    assert refused.value.code == "people.claim_reason_empty"
    services.refuse_claim(mandate.pk, reason="Không thấy tên ông/bà", by=CLERK, at=AT)
    with pytest.raises(Refusal) as refused:
        services.confirm_claim(mandate.pk, evidence="x", by=CLERK, at=AT)
    assert refused.value.code == "people.claim_over"


def test_the_representative_lets_an_accountant_act_and_ends_it_at_once() -> None:
    boss, accountant = person(1), person(2)
    company = owner_of(boss).party
    mandate = give(company, accountant, "filer", who(boss))
    assert parties_of(accountant.pk, at=AT) == {company.pk}
    services.end_mandate(mandate.pk, by=who(boss), at=AT)
    assert parties_of(accountant.pk, at=AT) == frozenset()
    assert Entry.objects.latest("pk").facts == {"role": "filer", "name": company.name, "account": accountant.pk}


def test_who_only_looks_on_files_nothing_and_gives_nothing() -> None:
    boss, viewer = person(1), person(2)
    company = owner_of(boss).party
    give(company, viewer, "viewer", who(boss))
    assert parties_of(viewer.pk, at=AT) == frozenset()
    for by in (who(viewer), who(person(3)), CLERK):
        with pytest.raises(Refusal) as refused:
            give(company, boss, "filer", by)
        assert refused.value.code == "people.not_owner"


def test_a_role_is_given_to_somebody_who_is_there_once() -> None:
    boss = person(1)
    company = owner_of(boss).party
    official = make_account("can-bo", email="can-bo@xa.example")
    for contact in ("", "nobody@hop-thu.example", official.email, "cd-1"):
        with pytest.raises(Refusal) as refused:
            services.give_mandate(company.pk, contact=contact, role="filer", by=who(boss), at=AT)
        assert refused.value.code == "people.nobody_there"
    accountant = person(2)
    give(company, accountant, "filer", who(boss))
    with pytest.raises(Refusal) as refused:
        give(company, accountant, "viewer", who(boss))
    assert refused.value.code == "people.already_there"


def test_everybody_may_leave_but_the_last_representative_while_others_act() -> None:
    boss, accountant, next_boss = person(1), person(2), person(3)
    own = owner_of(boss)
    given = give(own.party, accountant, "filer", who(boss))
    with pytest.raises(Refusal) as refused:
        services.end_mandate(own.pk, by=who(accountant), at=AT)
    assert refused.value.code == "people.not_owner"
    with pytest.raises(Refusal) as refused:
        services.end_mandate(own.pk, by=who(boss), at=AT)
    assert refused.value.code == "people.last_owner"
    give(own.party, next_boss, "owner", who(boss))
    services.end_mandate(own.pk, by=who(boss), at=AT)
    services.end_mandate(given.pk, by=who(accountant), at=AT)
    with pytest.raises(Refusal) as refused:
        services.end_mandate(given.pk, by=who(accountant), at=AT)
    assert refused.value.code == "people.mandate_over"


def test_a_claimant_ends_the_own_claim_and_nobody_elses_role() -> None:
    boss, claimant = person(1), person(2)
    own = owner_of(boss)
    claimed = claim(claimant)
    with pytest.raises(Refusal) as refused:
        services.end_mandate(own.pk, by=who(claimant), at=AT)
    assert refused.value.code == "people.not_owner"
    services.end_mandate(claimed.pk, by=who(claimant), at=AT)


def test_lists_take_the_same_queries_however_long_they_are() -> None:
    boss = person(1)
    company = owner_of(boss).party
    counts = []
    for number in (2, 3):
        give(company, person(number), "filer", who(boss))
        claim(person(10 + number))
        with CaptureQueriesContext(connection) as queries:
            [mine] = companies_of(who(boss))
            assert len(mine.everybody) == number
            found = claims_page(after="", size=25)
            assert all(one.has_owner for one in found.claims)  # type: ignore[attr-defined]
        counts.append(len(queries))
    assert counts == [3, 3]
    first = claims_page(after="", size=1)
    assert [one.pk for one in claims_page(after=str(first.older), size=1).claims] != [first.claims[0].pk]
