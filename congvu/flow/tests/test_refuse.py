"""Whatever cannot be run is refused when it is read, naming the line, the element and the mend; all of it at once."""

import pytest

from congvu.flow import NotInSubset, compile
from congvu.flow.read import LARGEST, MOST_NODES
from congvu.flow.tests.drawing import HEAD, bpmn
from congvu.flow.tests.processes import ASKS, CALLER, CHOICE, INNER, SERIES, two_pools

CHAIN = "start s\nuser a\nend e\ns > a\na > e\n"


def problems(text: str) -> list[tuple[str, str]]:
    with pytest.raises(NotInSubset) as refusal:
        compile(text)
    return [(problem.code, problem.element) for problem in refusal.value.problems]


def test_every_problem_is_told_with_line_element_and_mend() -> None:
    text = f"""{HEAD}>
<process id="p">
<startEvent id="s"/>
<scriptTask id="code"/>
<userTask id="a" name="Thẩm định"/>
<sequenceFlow id="f" sourceRef="s" targetRef="a"/>
</process></definitions>"""
    with pytest.raises(NotInSubset) as refusal:
        compile(text)
    found = refusal.value.problems
    assert [(one.line, one.element, one.code) for one in found] == [
        (3, "p", "no_end"),
        (5, "code", "unknown_element"),
        (6, "a", "dead_end"),
        (6, "a", "no_lane"),
    ]
    assert "serviceTask" in found[1].mend
    assert all(one.sentence and one.mend and "{" not in str(one) for one in found)
    assert refusal.value.code == "flow.not_in_subset"
    assert "4 chỗ" in refusal.value.sentence


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (CHAIN + "user b\nb > e", ("unreachable", "b")),
        (CHAIN + "user b\na > b\nb > e", ("many_out", "a")),
        (CHAIN + "start s2\ns2 > a", ("no_start", "p")),
        ("user a\nend e\na > e", ("no_start", "p")),
        (CHAIN + "e > a", ("no_way_out", "e")),
        (CHAIN + "xor x\nx > a", ("unreachable", "x")),
        (CHAIN.replace("a > e", "a > nowhere"), ("lost_flow", "a.nowhere")),
        (CHAIN + "edge late s timer P1D\nlate > e", ("bad_host", "late")),
        (CHAIN + "edge late nobody timer P1D\nlate > e", ("bad_host", "late")),
        (CHAIN + "edge late a timer\nlate > e", ("bad_timer", "late")),
        (CHAIN + "edge late a timer soon\nlate > e", ("bad_timer", "late")),
        (CHAIN + "edge late a signal\nlate > e", ("bad_event", "late")),
        (CHAIN + "edge late a timer P1D", ("dead_end", "late")),
        (CHAIN.replace("start s", "start s signal"), ("bad_event", "s")),
        (CHAIN.replace("a > e", 'a > e ? x == "y"'), ("idle_condition", "a.e")),
        (CHAIN + "user s", ("same_id", "s")),
        ("start s\nuser 1a\nend e\ns > 1a\n1a > e", ("bad_id", "1a")),
    ],
)
def test_a_broken_structure_is_refused(lines: str, expected: tuple[str, str]) -> None:
    assert expected in problems(bpmn(lines))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (' default="decide.examine"', "", ("no_condition", "decide.examine")),
        (' default="decide.examine"', "", ("no_default", "decide")),
        (' default="decide.examine"', ' default="other"', ("lost_default", "decide")),
        ("choice ==", "choice.upper() ==", ("bad_condition", "decide.sign")),
        ("choice ==", "__import__('os') ==", ("bad_condition", "decide.sign")),
        ("<userTask id=\"sign\"", "<manualTask/><userTask id=\"sign\"", ("unknown_element", "manualTask")),
        ("<userTask id=\"sign\"", "<dataObject id=\"x\"/><userTask id=\"sign\"", ("unknown_element", "x")),
        ("</userTask>", "<ioSpecification/></userTask>", ("unknown_element", "ioSpecification")),
        ("<flowNodeRef>sign</flowNodeRef>", "", ("no_lane", "sign")),
        ("<flowNodeRef>sign", "<flowNodeRef>gone</flowNodeRef><flowNodeRef>sign", ("lane_lost", "clerk")),
        ("</lane>", '<childLaneSet><lane id="x"/></childLaneSet></lane>', ("nested_lanes", "clerk")),
        ("<process", '<signal id="bell"/><process', ("unknown_element", "bell")),
        ("<process", '<collaboration id="c"><participant id="q"/></collaboration><process', ("no_pool", "p")),
        ("<process", '<collaboration><participant id="q" processRef="z"/></collaboration><process', ("lost_flow", "q")),
    ],
)  # fmt: skip
def test_a_broken_detail_is_refused(old: str, new: str, expected: tuple[str, str]) -> None:
    assert old in CHOICE
    assert expected in problems(CHOICE.replace(old, new))


def test_a_flow_across_the_edge_of_a_sub_process_is_refused() -> None:
    assert ("crossing_flow", "block.c") in problems(INNER.replace('targetRef="c"', 'targetRef="a"', 1))


def test_an_event_sub_process_is_refused() -> None:
    assert ("event_subprocess", "block") in problems(
        INNER.replace("<subProcess", '<subProcess triggeredByEvent="true"')
    )


def test_a_loop_in_which_nobody_waits_is_refused() -> None:
    lines = "start s\nxor x\nservice w\nend e\ns > x\nx > w ? a == 1\nx > e default\nw > x"
    assert problems(bpmn(lines)) == [("endless_loop", "x")]


def test_a_parallel_join_under_an_exclusive_split_is_refused() -> None:
    lines = """
        start s
        xor x
        user a
        user b
        and j
        end e
        s > x
        x > a ? p == 1
        x > b default
        a > j
        b > j
        j > e
    """
    assert problems(bpmn(lines)) == [("join_never", "j")]


def test_a_message_between_pools_goes_from_a_task_to_a_message_event() -> None:
    assert ("bad_message", "m0") in problems(two_pools(ASKS, SERIES_IN_Y, {"ask": "look"}))
    assert ("lost_flow", "m0") in problems(two_pools(ASKS, SERIES_IN_Y, {"ask": "nobody"}))
    assert ("crossing_flow", "m0") in problems(two_pools(ASKS, SERIES_IN_Y, {"ask": "answer"}))


SERIES_IN_Y = "start asked\nuser look\nend f\nasked > look\nlook > f"


def test_a_call_must_lead_to_one_sound_process_and_not_to_itself() -> None:
    assert problems(bpmn(CALLER)) == [("lost_call", "verify")]
    texts = {"verify-land": SERIES.replace("</process>", "<task id='t'/></process>")}
    with pytest.raises(NotInSubset) as refusal:
        compile(bpmn(CALLER), texts.__getitem__)
    assert [(one.code, one.element) for one in refusal.value.problems] == [("unknown_element", "verify/t")]
    with pytest.raises(NotInSubset) as refusal:
        compile(bpmn(CALLER), {"verify-land": bpmn(CALLER)}.__getitem__)
    assert [one.code for one in refusal.value.problems] == ["call_loop"]
    with pytest.raises(NotInSubset) as refusal:
        compile(bpmn(CALLER), {"verify-land": two_pools(ASKS, SERIES_IN_Y, {})}.__getitem__)
    assert [one.code for one in refusal.value.problems] == ["bad_call"]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_xml"),
        ("không phải XML", "not_xml"),
        ("<a><b></a>", "not_xml"),
        (SERIES[:200], "not_xml"),
        ("<process/>", "not_bpmn"),
        ("<definitions/>", "not_bpmn"),
        (f"{HEAD}/>", "no_process"),
        (BOMB + SERIES.partition("?>")[2], "doctype"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "doctype"),
        (SERIES + " " * LARGEST, "too_big"),
        ("<a>" * 100_000, "not_xml"),
        (SERIES.replace("p", "\ud800", 1), "not_xml"),
    ],
)
def test_what_is_not_a_bpmn_file_is_refused(text: str, code: str) -> None:
    assert [one for one, _ in problems(text)] == [code]


def test_a_process_too_big_to_read_is_refused() -> None:
    many = "".join(f'<userTask id="t{n}"/>' for n in range(MOST_NODES + 1))
    assert ("too_big", "d") in problems(SERIES.replace("</process>", f"{many}</process>"))
