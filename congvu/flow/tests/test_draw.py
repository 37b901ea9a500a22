"""The drawing shows every element without overlap, says where the dossier is, and carries nothing that runs."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from lxml import etree

from congvu.flow import NotInSubset, compile, lay_out, svg
from congvu.flow.drawn import drawn
from congvu.flow.picture import Box, Picture
from congvu.flow.read import Model
from congvu.flow.subset import Kind
from congvu.flow.tests.drawing import bpmn
from congvu.flow.tests.processes import ANSWERS, ASKS, CHOICE, EDGES, INNER, PAIR, SERIES, SOME, two_pools
from congvu.flow.tests.test_agree_with_spiff import BLOCKS, Block, process
from congvu.flow.wrapping import width, wrap

POOLS = two_pools(ASKS, ANSWERS, {"ask": "asked", "look": "answer"})
TEXTS = [SERIES, CHOICE, PAIR, SOME, INNER, EDGES, POOLS]
SVG = "{http://www.w3.org/2000/svg}"


def inside(point: tuple[float, float], box: Box) -> bool:
    return box.x + 0.5 < point[0] < box.right - 0.5 and box.y + 0.5 < point[1] < box.bottom - 0.5


def crosses(a: tuple[float, float], b: tuple[float, float], box: Box) -> bool:
    """Whether the straight way from one point to another runs through a box."""
    return any(inside((a[0] + (b[0] - a[0]) * n / 100, a[1] + (b[1] - a[1]) * n / 100), box) for n in range(101))


def overlap(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def holders(model: Model, id: str) -> set[str]:
    """The sub-processes around an element."""
    found = set()
    while (id := model.nodes[id].scope) in model.nodes:
        found.add(id)
    return found


def check_picture(model: Model, picture: Picture) -> None:
    boxes = {id: picture.shapes[id] for id, node in model.nodes.items() if node.kind is not Kind.BOUNDARY}
    for a, b in combinations(boxes, 2):
        if a not in holders(model, b) and b not in holders(model, a):
            assert not overlap(boxes[a], boxes[b]), (a, b)
    for arrow in model.arrows.values():
        points = picture.lines[arrow.id]
        for start, end in pairwise(points):
            assert start[0] == end[0] or start[1] == end[1], f"{arrow.id} is not orthogonal"
            for id, box in boxes.items():
                if id not in holders(model, arrow.source):
                    assert not crosses(start, end, box), f"{arrow.id} runs through {id}"


@pytest.mark.parametrize("text", TEXTS)
def test_a_layout_neither_overlaps_nor_runs_through_anything(text: str) -> None:
    check_picture(*drawn(lay_out(text)))


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(block=BLOCKS)
def test_any_structured_process_is_laid_out_cleanly(block: Block) -> None:
    check_picture(*drawn(lay_out(process(block))))


@pytest.mark.parametrize("text", TEXTS)
def test_a_layout_changes_nothing_but_the_drawing_and_is_always_the_same(text: str) -> None:
    once = lay_out(text)
    assert lay_out(text) == once
    assert lay_out(once) == once
    assert compile(once) == compile(text)


def test_a_layout_keeps_comments_and_gives_every_element_a_shape() -> None:
    text = lay_out(POOLS.replace("<process", "<!-- vì sao -->\n<process", 1))
    assert "<!-- vì sao -->" in text
    model, picture = drawn(text)
    assert set(picture.shapes) == {*model.nodes, *model.pools, *model.lanes}
    assert set(picture.lines) == {*model.arrows, *model.messages}


def test_steps_stand_in_their_lane() -> None:
    model, picture = drawn(lay_out(POOLS))
    for node, lane in model.lane_of.items():
        box, row = picture.shapes[node], picture.shapes[lane]
        assert row.y <= box.y
        assert box.bottom <= row.bottom


def test_what_is_open_is_marked_and_told() -> None:
    drawing = svg(CHOICE, lit={"sign"}, done={"s", "examine", "decide"}, title="Đăng ký khai tử")
    root = etree.fromstring(drawing)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Đăng ký khai tử"
    description = root.findtext(f"{SVG}desc") or ""
    assert "Hồ sơ đang ở: sign (Một cửa)." in description
    assert "Đã qua: s" in description
    assert len(root.findall(f".//{SVG}g[@class='bpmn-mark bpmn-mark--now']")) == 1
    assert len(root.findall(f".//{SVG}g[@class='bpmn-mark bpmn-mark--done']")) == 3
    assert root.find(f".//{SVG}g[@class='bpmn-task bpmn-task--lit']/{SVG}rect").get("stroke-width") == "3"  # type: ignore[union-attr]
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert ids == (root.get("aria-labelledby") or "").split()


def test_a_step_inside_a_called_process_lights_the_call() -> None:
    text = bpmn("start s\ncall verify other\nend e\ns > verify\nverify > e")
    assert 'class="bpmn-task bpmn-task--lit"' in svg(text, lit={"verify/examine"})


def test_names_are_escaped_and_nothing_runs() -> None:
    evil = '&lt;script>alert(1)&lt;/script>" onload="x'
    text = SERIES.replace('name="a"', f"name='{evil}'").replace('id="a.b"', f"id='a.b' name='{evil}'")
    for drawing in (svg(text, lit={"a"}, title="<b>&"), svg(lay_out(text))):
        etree.fromstring(drawing)
        assert "<script" not in drawing
        assert not re.search(r"<[^>]* (style|on\w+|href)=", drawing)


def test_a_drawing_with_broken_coordinates_is_still_drawn() -> None:
    text = re.sub(r'(<dc:Bounds) x="[^"]*"', r'\1 x="nan" y="1e99"', lay_out(CHOICE).replace(' y="', ' yy="'))
    etree.fromstring(svg(text))
    assert "nan" not in svg(text)


def test_a_process_that_cannot_run_is_not_drawn() -> None:
    for draw in (svg, lay_out):
        with pytest.raises(NotInSubset):
            draw(SERIES.replace('sourceRef="a"', 'sourceRef="gone"'))


def test_text_is_broken_between_words_and_cut_when_too_long() -> None:
    lines = wrap("Thẩm định hồ sơ cấp giấy phép xây dựng nhà ở riêng lẻ tại đô thị", 110, 12, 3)
    assert len(lines) == 3
    assert lines[0] == "Thẩm định hồ sơ"
    assert lines[-1].endswith("…")
    assert all(width(line, 12) <= 110 for line in lines)
    assert wrap("", 100, 12, 3) == []
