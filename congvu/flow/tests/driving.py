"""Drives a case through its process, by way of JSON at every step."""

import json

from congvu.flow import Case, Net, compile, complete, start


def opened(case: Case) -> list[str]:
    return [task.element for task in case.open]


def begin(text: str, **facts: object) -> tuple[Net, Case]:
    net = compile(text)
    return net, start(net, facts)


def do(net: Net, case: Case, *elements: str, **facts: object) -> Case:
    for element in elements:
        case = complete(net, again(net, case), element, facts)
    return again(net, case)


def again(net: Net, case: Case) -> Case:
    """The case after a trip through JSON: every test runs on what the database would give back."""
    loaded = Case.load(net, json.loads(json.dumps(case.dump())))
    assert loaded == case
    return loaded
