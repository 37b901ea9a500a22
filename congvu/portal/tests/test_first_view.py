"""The first view of a page of the portal weighs little: page, styles, script and icons together, as they are sent."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from congvu.content.testing import Desk
from congvu.procedures.testing import edition

pytestmark = pytest.mark.django_db
MOST = 60_000  # bytes, without pictures
PACKS = ("ho-tich/khai-sinh", "dat-dai/gcn-lan-dau", "kinh-doanh/thanh-lap-tnhh", "thuong-mai/hoi-cho")
LINKED = re.compile(r"""(?:href|src)="(/static/[^"#]+\.(?:css|js|svg))""")


def weight(address: str) -> int:
    """The bytes of a page and of what it links, as a browser that takes gzip gets them."""
    client = Client(headers={"Accept-Encoding": "gzip"})
    answer = client.get(address)
    assert answer.status_code == 200, address
    html = client.get(address, headers={"Accept-Encoding": "identity"}).content.decode()
    parts = set(LINKED.findall(html))
    assert any(part.endswith(".css") for part in parts), "the styles are counted"
    return len(answer.content) + sum(_sent(client, part) for part in parts)


def _sent(client: Client, part: str) -> int:
    answer: Any = client.get(part)
    return len(b"".join(answer.streaming_content)) if answer.streaming else len(answer.content)


def test_the_first_view_of_a_page_of_the_portal_is_under_60_kilobytes() -> None:
    slugs = [edition(pack).procedure.slug for pack in PACKS]
    desk = Desk()
    for number in range(20):
        desk.page(f"Tin số {number}", summary="Một câu tóm tắt dài vừa phải. " * 5, body="Một đoạn văn. " * 200)
    names = ("portal-home", "portal-procedures", "portal-counters", "portal-look-up", "portal-verify", "content-news")
    addresses = [
        *(reverse(name) for name in (*names, "content-texts", "content-sections")),
        *(reverse("portal-procedure", args=[slug]) for slug in slugs),
        reverse("portal-blank", args=[slugs[0]]),
        "/trang/tin-tuc/tin-so-1/",
        "/trang/tin-tuc/tin-so-1/in/",
    ]
    heavy = {address: size for address in addresses if (size := weight(address)) > MOST}
    assert heavy == {}
