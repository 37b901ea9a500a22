"""The processes that several tests run, refuse and draw."""

from congvu.flow.tests.drawing import HEAD, bpmn, inside

SERIES = bpmn("""
    start s
    user a
    user b
    end e
    s > a
    a > b
    b > e
""")
CHOICE = bpmn("""
    start s
    user examine
    xor decide
    user sign
    end e
    s > examine
    examine > decide
    decide > sign ? choice == "approve"
    decide > examine default
    sign > e
""")
PAIR = bpmn("""
    start s
    and split
    user a
    user b
    and join
    user c
    end e
    s > split
    split > a
    split > b
    a > join
    b > join
    join > c
    c > e
""")
SOME = bpmn("""
    start s
    or split
    user a
    user b
    user c
    or join
    user d
    end e
    s > split
    split > a ? want_a == true
    split > b ? want_b == true
    split > c default
    a > join
    b > join
    c > join
    join > d
    d > e
""")
INNER = bpmn("""
    start s
    sub block {
    start s2
    and fork
    user a
    user b
    end e2
    end e3
    s2 > fork
    fork > a
    fork > b
    a > e2
    b > e3
    }
    user c
    end e
    s > block
    block > c
    c > e
""")
EDGES = bpmn("""
    start s
    user work
    edge late work timer P3D
    edge! remind work message
    user rescue
    user note
    end e1
    end e2
    end e3
    s > work
    work > e1
    late > rescue
    rescue > e2
    remind > note
    note > e3
""")
CALLER = "start s\ncall verify verify-land\nuser sign\nend e\ns > verify\nverify > sign\nsign > e"
ASKS = "start s\nuser ask\nuser other\nmessage answer\nend e\ns > ask\nask > other\nother > answer\nanswer > e"
ANSWERS = "start asked message\nuser look\nend f\nasked > look\nlook > f"


def two_pools(first: str, second: str, messages: dict[str, str]) -> str:
    pools = "".join(f'<participant id="pool_{id}" name="Cơ quan {id}" processRef="{id}"/>' for id in "xy")
    flows = "".join(
        f'<messageFlow id="m{n}" sourceRef="{a}" targetRef="{b}"/>' for n, (a, b) in enumerate(messages.items())
    )
    text = f'<collaboration id="c">{pools}<participant id="citizen" name="Người dân"/>{flows}</collaboration>'
    for id, lines in {"x": first, "y": second}.items():
        body, held = inside(lines)
        refs = "".join(f"<flowNodeRef>{one}</flowNodeRef>" for one in held)
        text += f'<process id="{id}"><laneSet><lane id="clerk.{id}">{refs}</lane></laneSet>{body}</process>'
    return f"{HEAD}>{text}</definitions>"
