"""Everybody sees the places that are open to them, and only pages that exist."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from congvu.base.actors import STRANGER, Actor, Seat
from congvu.site.navigation import Item, address, frame, seen


def actor(*roles: str) -> Actor:
    return Actor("official:1", "Lê Thị Mẫu", frozenset(Seat(1, role) for role in roles))


ITEMS = (
    Item("Mọi người", "web-components"),
    Item("Quản trị", "web-language", roles=("admin",)),
    Item("Chưa dựng", "no-such-page"),
)


def test_an_item_is_seen_by_its_roles_and_only_if_its_page_exists(rf: RequestFactory) -> None:
    request = rf.get("/")
    assert [entry["label"] for entry in seen(ITEMS, actor("clerk"), request)] == ["Mọi người"]
    assert [entry["label"] for entry in seen(ITEMS, actor("admin"), request)] == ["Mọi người", "Quản trị"]


def test_the_place_where_the_reader_is_is_marked_also_on_pages_below_it(rf: RequestFactory) -> None:
    request = rf.get("/thanh-phan/sau/")
    assert [entry["here"] for entry in seen(ITEMS, actor("admin"), request)] == [True, False]
    assert not any(entry["here"] for entry in seen(ITEMS, actor("admin"), rf.get("/khac/")))


def test_a_page_that_does_not_exist_has_no_address() -> None:
    assert address("no-such-page") == ""
    with pytest.raises(NoReverseMatch):
        reverse("no-such-page")


def test_the_frame_asks_for_the_agencies_only_when_a_page_shows_them(rf: RequestFactory, db: None) -> None:
    request = rf.get("/")
    request.actor = actor("clerk")  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as queries:
        context = frame(request)
        assert len(queries) == 0
        assert list(context["seats"]) == []
        assert len(queries) == 1


def test_officials_get_the_officials_face_and_strangers_the_public_one(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.actor = STRANGER  # type: ignore[attr-defined]
    assert frame(request)["face"] == "web/page.html"
    request.actor = actor("leader")  # type: ignore[attr-defined]
    assert frame(request)["face"] == "web/work.html"
