"""A new pack to begin from: complete, sound, and honest about everything in it that is still to be confirmed. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from congvu.base.text import fold
from congvu.base.working_time import Budget, Timetable, Unit, reckon
from congvu.procedures.rules.pack import Competent

RECEIVED = "2026-03-02 08:15"  # a Monday morning without holidays nearby
PERSON = '{name: "Phạm Văn Mẫu", id_number: "031092000301", phone: "0900000301", address: "Tổ 4, phường Thử Nghiệm"}'
LANES = (("clerk", "Bộ phận Một cửa"), ("specialist", "Chuyên viên thụ lý"), ("leader", "Lãnh đạo cơ quan"))
IN_LANE = {"clerk": ("start", "hand_over", "end"), "specialist": ("examine",), "leader": ("sign", "signed")}
BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is known of a new procedure. `fee` is in đồng; `papers` and `questions` are names and titles."""

    code: str
    name: str
    name_en: str
    field: str
    field_name: str
    field_name_en: str
    competent: Competent
    budget: Budget
    valid_from: date
    today: date
    fee: int = 0
    papers: Sequence[str] = ()
    questions: Sequence[str] = ()
    law: Sequence[str] = ()


def scaffold(wish: Wish, timetable: Timetable) -> dict[str, str]:
    """The files of a sound pack by their names; `timetable` is what the examples are played by.

    The process has no coordinates: `flow.lay_out` computes them.
    """
    papers = {key_of(name, f"paper_{number}"): name for number, name in enumerate(_papers(wish), 1)}
    questions = {key_of(title, f"question_{number}"): title for number, title in enumerate(_questions(wish), 1)}
    files = {
        "procedure.yaml": _yaml(wish, papers),
        "form.schema.json": _form(wish, questions),
        "process.bpmn": _process(wish),
        "result.typ": _result(wish, questions),
        "README.md": _readme(wish),
    }
    return files | {f"examples/{name}.yaml": text for name, text in _examples(wish, papers, questions, timetable)}


def key_of(name: str, otherwise: str) -> str:
    """A short key from a Vietnamese name: "Đơn đề nghị" gives don_de_nghi."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in fold(name)).split()
    key = "_".join(words[:5])
    return key if key[:1].isalpha() else otherwise


def _papers(wish: Wish) -> Sequence[str]:
    return wish.papers or (f"Đơn đề nghị {lower(wish.name)}",)


def _questions(wish: Wish) -> Sequence[str]:
    return wish.questions or ("Nội dung đề nghị",)


def lower(text: str) -> str:
    """The text with its first letter small."""
    return text[:1].lower() + text[1:]


def _said(text: str) -> str:
    """A text in double quotes, as YAML and Typst read it."""
    return json.dumps(text, ensure_ascii=False)


def _time(budget: Budget) -> str:
    cutoff = f', cutoff: "{budget.cutoff:%H:%M}"' if budget.cutoff else ""
    return f'{{amount: "{budget.amount:f}", unit: {budget.unit}{cutoff}}}'


def _yaml(wish: Wish, papers: dict[str, str]) -> str:
    sector = f", sector: {wish.competent.sector}" if wish.competent.sector else ""
    fee = f"{{kind: fixed, amount: {wish.fee}}}" if wish.fee else "{kind: none}"
    law = wish.law or ("Nghị định số 118/2025/NĐ-CP về thủ tục hành chính theo cơ chế một cửa",)
    checked = f'checked: "{wish.today}", verified: false'
    return "\n".join(
        [
            f"code: {_said(wish.code)}",
            f"name: {_said(wish.name)}",
            f"name_en: {_said(wish.name_en)}",
            f"field: {{code: {wish.field}, name: {_said(wish.field_name)}, name_en: {_said(wish.field_name_en)}}}",
            f'edition: {{number: "1", valid_from: "{wish.valid_from}"}}',
            f"competent: {{kind: {wish.competent.kind}{sector}}}",
            "subjects: [citizen]",
            "channels: [counter, online, post]",
            "service_level: {level: 3, scope: partial}",
            "law:",
            *(f"  - {_said(text)}" for text in law),
            "sources:",
            f'  - {{what: "Thời hạn giải quyết", where: "Chưa ghi nguồn", {checked}}}',
            f'  - {{what: "Thành phần hồ sơ, biểu mẫu", where: "Chưa ghi nguồn", {checked}}}',
            f'  - {{what: "Phí, lệ phí", where: "Chưa ghi nguồn", {checked}}}',
            "sets: 1",
            "papers:",
            *(f"  - {{key: {key}, name: {_said(name)}, original: 1, required: true}}" for key, name in papers.items()),
            f"fee: {fee}",
            "time:",
            f"  budget: {_time(wish.budget)}",
            'supplement: {times: 1, ask_within: {amount: "1", unit: working_day}}',
            "steps:",
            "  examine:",
            "    choices:",
            '      propose_grant: {label: "Đề nghị giải quyết", proposes: granted}',
            '      propose_refuse: {label: "Đề nghị từ chối", proposes: refused, reason: true}',
            "  sign:",
            "    choices:",
            '      approve: {label: "Ký duyệt", decides: true}',
            '      send_back: {label: "Trả lại", reason: true, sends_back: true}',
            "  hand_over: {hand_over: true}",
            "result:",
            f"  name: {_said(f'Kết quả {lower(wish.name)}')}",
            "  symbol: KQ",
            "  asks:",
            "    type: object",
            "    properties:",
            '      content: {type: string, title: "Nội dung kết quả", minLength: 1, maxLength: 1000}',
            "    required: [content]",
            "    additionalProperties: false",
            "",
        ]
    )


def _form(wish: Wish, questions: dict[str, str]) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": wish.name,
        "type": "object",
        "properties": {
            key: {"type": "string", "title": title, "minLength": 1, "maxLength": 500}
            for key, title in questions.items()
        },
        "required": list(questions),
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _process(wish: Wish) -> str:
    def attribute(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")

    lanes = "".join(
        f'      <bpmn:lane id="{key}" name="{name}">\n'
        + "".join(f"        <bpmn:flowNodeRef>{node}</bpmn:flowNodeRef>\n" for node in IN_LANE[key])
        + "      </bpmn:lane>\n"
        for key, name in LANES
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="{BPMN}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
id="definitions" targetNamespace="urn:congvu:packs:process">
  <bpmn:collaboration id="collaboration">
    <bpmn:participant id="agency" name="Cơ quan giải quyết" processRef="process"/>
  </bpmn:collaboration>
  <bpmn:process id="process" name="{attribute(wish.name)}" isExecutable="true">
    <bpmn:laneSet id="lanes">
{lanes}    </bpmn:laneSet>
    <bpmn:startEvent id="start" name="Đã tiếp nhận hồ sơ"/>
    <bpmn:userTask id="examine" name="Thẩm định hồ sơ"/>
    <bpmn:userTask id="sign" name="Ký kết quả"/>
    <bpmn:exclusiveGateway id="signed" name="Lãnh đạo đồng ý?" default="signed_to_hand_over"/>
    <bpmn:userTask id="hand_over" name="Trả kết quả"/>
    <bpmn:endEvent id="end" name="Đã trả kết quả"/>
    <bpmn:sequenceFlow id="start_to_examine" sourceRef="start" targetRef="examine"/>
    <bpmn:sequenceFlow id="examine_to_sign" sourceRef="examine" targetRef="sign"/>
    <bpmn:sequenceFlow id="sign_to_signed" sourceRef="sign" targetRef="signed"/>
    <bpmn:sequenceFlow id="signed_to_examine" name="Trả lại" sourceRef="signed" targetRef="examine">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">choice == "send_back"</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="signed_to_hand_over" name="Đã ký" sourceRef="signed" targetRef="hand_over"/>
    <bpmn:sequenceFlow id="hand_over_to_end" sourceRef="hand_over" targetRef="end"/>
  </bpmn:process>
</bpmn:definitions>
"""


def _result(wish: Wish, questions: dict[str, str]) -> str:
    lines = [f"#entry({_said(title)}, facts.answers.{key})" for key, title in questions.items()]
    title = f"Kết quả {lower(wish.name)}"
    return "\n".join(
        [
            '#import "/result_frame.typ": *',
            f"#show: result.with(title: {_said(title)})",
            "",
            '#entry("Người đề nghị", facts.applicant.name)',
            *lines,
            '#entry("Nội dung kết quả", facts.result.content)',
            "",
        ]
    )


def _readme(wish: Wish) -> str:
    return f"""# {wish.name} ({wish.code})

{wish.name_en}. Made by `congvu packs new`: sound, and not yet true. Nothing below was compared with the law.

## Where the figures come from
- Nothing has a source yet. Put each into `sources` of `procedure.yaml`, and set `verified: true` once you have compared
  it with the text in force.

## To confirm before use
- The code ({wish.code}) in the national database of procedures, and the name.
- Who is competent, and the legal basis (`law`).
- The legal time: {wish.budget.amount:f} {wish.budget.unit}; whether it may be extended, and on what ground.
- The papers, originals or copies, and which are required.
- The fee: {f"{wish.fee:,} đồng" if wish.fee else "none"}; who is exempt.
- The questions of the form, from the form that the law prescribes.
- The steps, their planned times, and the result's layout and symbol.
- The examples: they are made up, and only show that the pack works.
"""


def _examples(
    wish: Wish, papers: dict[str, str], questions: dict[str, str], timetable: Timetable
) -> list[tuple[str, str]]:
    received = datetime.fromisoformat(f"{RECEIVED}+07:00")
    head = [
        f'received: "{RECEIVED}"',
        f"applicant: {PERSON}",
        "answers:",
        *(f"  {key}: {_said(f'{title} (ví dụ)')}" for key, title in questions.items()),
        "papers: {" + ", ".join(f"{key}: {{original: 1}}" for key in papers) + "}",
        f'due: "{reckon(wish.budget, received, timetable).due:%Y-%m-%d %H:%M}"',
        f"fee: {wish.fee}",
        "then:",
    ]
    return [
        (key, "\n".join([f"name: {_said(name)}", *head, *_deeds(deeds), f"outcome: {outcome}", ""]))
        for key, (name, outcome, deeds) in _stories().items()
    ]


def _stories() -> dict[str, tuple[str, str, list[str]]]:
    """By its key each story: what happens in one sentence, how it ends, what is done."""
    grant = 'do: complete, step: examine, choice: propose_grant, with: {result: {content: "Đồng ý"}}'
    approve = "do: complete, step: sign, choice: approve, expect: {state: decided}"
    hand_over = 'do: hand_over, with: {receiver: "Phạm Văn Mẫu"}, expect: {open: [], state: returned}'
    return {
        "granted": ("Đủ điều kiện, trả kết quả", "granted", [grant, approve, hand_over]),
        "refused": (
            "Không đủ điều kiện, từ chối",
            "refused",
            [
                'do: complete, step: examine, choice: propose_refuse, with: {reason: "Không đủ điều kiện"}',
                approve,
                hand_over,
            ],
        ),
        "sent-back": (
            "Lãnh đạo trả lại để xem thêm",
            "granted",
            [
                grant,
                'do: complete, step: sign, choice: send_back, with: {reason: "Xem lại"}, expect: {open: [examine]}',
                grant,
                approve,
                hand_over,
            ],
        ),
        "supplement": (
            "Thiếu giấy tờ, bổ sung trong ngày",
            "granted",
            [
                'do: ask_supplement, with: {items: ["Giấy tờ còn thiếu"], reason: "Thiếu giấy tờ"}, '
                "expect: {state: awaiting_supplement}",
                "do: supplement, expect: {open: [examine], state: in_progress}",
                grant,
                approve,
                hand_over,
            ],
        ),
        "withdrawn": (
            "Người nộp rút hồ sơ",
            "withdrawn",
            ['do: withdraw, with: {reason: "Không còn nhu cầu"}, expect: {open: [], state: withdrawn}'],
        ),
    }


def _deeds(deeds: list[str]) -> list[str]:
    """Half an hour apart, from a little after the receipt, within one morning."""
    return [
        f'  - {{at: "2026-03-02 {9 + number // 2:02}:{30 * (number % 2):02}", {deed}}}'
        for number, deed in enumerate(deeds)
    ]


def budget_of(days: str, unit: str) -> Budget:
    """A budget as the command line has it; "0" days is the same day, with the hour after which it is the next one.

    Raises ValueError.
    """
    try:
        amount = Decimal(days)
    except InvalidOperation as error:
        raise ValueError(f"{days} is no amount of time") from error
    if unit == Unit.SAME_DAY or (unit == Unit.WORKING_DAY and amount == 0):
        return Budget(Decimal(0), Unit.SAME_DAY, time(15))
    return Budget(amount, unit)
