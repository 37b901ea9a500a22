"""Conditions over facts: a small language of comparisons, read by its own parser. A condition can never run code.

choice == "approve" and answers.pages > 10 and answers.kind in ["house", "villa"]
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NoReturn, Protocol

from django.utils.translation import gettext as _

from congvu.base.refusals import Refusal
from congvu.flow import refusals

LONGEST = 1000  # characters
DEEPEST = 20  # brackets and negations inside one another

Facts = Mapping[str, object]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>-?\d{1,15}(?:\.\d{1,9})?(?![\w.]))
    | (?P<name>[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*(?![\w.]))
    | (?P<text>"[^"\\\n]*"|'[^'\\\n]*')
    | (?P<sign>==|!=|<=|>=|<|>|\(|\)|\[|\]|,)
    )""",
    re.VERBOSE,
)
_WORDS = {"and", "or", "not", "in"}
_VALUES = {"true": True, "false": False, "null": None, "True": True, "False": False, "None": None}
_ORDER = {"<", "<=", ">", ">="}


class Term(Protocol):
    """A part of a condition that has a value once the facts are known."""

    def value(self, facts: Facts) -> object: ...


@dataclass(frozen=True, slots=True)
class Literal:
    content: object

    def value(self, facts: Facts) -> object:  # noqa: ARG002
        return self.content


@dataclass(frozen=True, slots=True)
class Name:
    path: tuple[str, ...]

    def value(self, facts: Facts) -> object:
        found: object = facts
        for part in self.path:
            found = found.get(part) if isinstance(found, Mapping) else None
        return found


@dataclass(frozen=True, slots=True)
class Many:
    terms: tuple[Term, ...]

    def value(self, facts: Facts) -> object:
        return [term.value(facts) for term in self.terms]


@dataclass(frozen=True, slots=True)
class Not:
    term: Term

    def value(self, facts: Facts) -> object:
        return not self.term.value(facts)


@dataclass(frozen=True, slots=True)
class Every:
    terms: tuple[Term, ...]

    def value(self, facts: Facts) -> object:
        return all(term.value(facts) for term in self.terms)


@dataclass(frozen=True, slots=True)
class Either:
    terms: tuple[Term, ...]

    def value(self, facts: Facts) -> object:
        return any(term.value(facts) for term in self.terms)


@dataclass(frozen=True, slots=True)
class Compare:
    sign: str
    left: Term
    right: Term

    def value(self, facts: Facts) -> object:
        left, right = _plain(self.left.value(facts)), _plain(self.right.value(facts))
        if self.sign == "in":
            return isinstance(right, list) and any(_same(left, one) for one in right)
        if self.sign in _ORDER:
            return _ordered(self.sign, left, right)
        return _same(left, right) == (self.sign == "==")


def _plain(value: object) -> object:
    """Numbers become exact, tuples lists; everything else stays."""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _same(left: object, right: object) -> bool:
    return isinstance(left, bool) == isinstance(right, bool) and left == right


def _ordered(sign: str, left: object, right: object) -> bool:
    """Only two finite numbers or two texts have an order; whatever else is compared is false."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        if not (left.is_finite() and right.is_finite()):
            return False
        less, more = left < right, left > right
    elif isinstance(left, str) and isinstance(right, str):
        less, more = left < right, left > right
    else:
        return False
    return {"<": less, "<=": not more, ">": more, ">=": not less}[sign]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that has been read. `names` are the facts that it asks for, dotted."""

    text: str
    term: Term
    names: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return bool(self.term.value(facts))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


class _Parser:
    """Recursive descent over: or < and < not < comparison < value. Comparisons do not chain."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names: set[str] = set()
        if len(text) > LONGEST:
            self.refuse(LONGEST, _("dài quá {most} ký tự").format(most=LONGEST))
        self.tokens = list(self.tokenize())
        self.next = 0
        self.depth = 0

    def refuse(self, at: int, wrong: str) -> NoReturn:
        raise Refusal(refusals.BAD_CONDITION, text=self.text[:120], at=at + 1, wrong=wrong)

    def tokenize(self) -> Iterator[_Token]:
        at, end = 0, len(self.text.rstrip())
        while at < end:
            match = _TOKEN.match(self.text, at)
            if not match or not match.lastgroup:
                self.refuse(at, _("chỗ này không thuộc ngôn ngữ điều kiện"))
            word = match[match.lastgroup]
            yield _Token("word" if word in _WORDS else match.lastgroup, word, match.start(match.lastgroup))
            at = match.end()
        yield _Token("end", "", end)

    def take(self, *texts: str) -> str | None:
        token = self.tokens[self.next]
        if token.kind not in {"word", "sign"} or token.text not in texts:
            return None
        self.next += 1
        return token.text

    def need(self, text: str) -> None:
        if not self.take(text):
            self.refuse(self.tokens[self.next].at, _("thiếu “{sign}”").format(sign=text))

    def whole(self) -> Term:
        term = self.either()
        last = self.tokens[self.next]
        if last.kind != "end":
            self.refuse(last.at, _("không hiểu phần từ “{rest}”").format(rest=last.text))
        return term

    def either(self) -> Term:
        terms = [self.every()]
        while self.take("or"):
            terms.append(self.every())
        return Either(tuple(terms)) if len(terms) > 1 else terms[0]

    def every(self) -> Term:
        terms = [self.negation()]
        while self.take("and"):
            terms.append(self.negation())
        return Every(tuple(terms)) if len(terms) > 1 else terms[0]

    def negation(self) -> Term:
        if not self.take("not"):
            return self.comparison()
        self.deeper()
        term = Not(self.negation())
        self.depth -= 1
        return term

    def comparison(self) -> Term:
        left = self.operand()
        if self.take("not"):
            self.need("in")
            return Not(Compare("in", left, self.operand()))
        if sign := self.take("==", "!=", "<", "<=", ">", ">=", "in"):
            return Compare(sign, left, self.operand())
        return left

    def operand(self) -> Term:
        if self.take("("):
            self.deeper()
            term = self.either()
            self.need(")")
            self.depth -= 1
            return term
        if self.take("["):
            return self.many()
        token = self.tokens[self.next]
        self.next += 1
        if token.kind == "number":
            return Literal(Decimal(token.text))
        if token.kind == "text":
            return Literal(token.text[1:-1])
        if token.kind == "name" and token.text in _VALUES:
            return Literal(_VALUES[token.text])
        if token.kind == "name":
            self.names.add(token.text)
            return Name(tuple(token.text.split(".")))
        self.refuse(token.at, _("ở đây phải là một tên, một chữ trong ngoặc kép, một số hoặc một danh sách"))

    def many(self) -> Term:
        self.deeper()
        terms: list[Term] = []
        while not self.take("]"):
            if terms:
                self.need(",")
            terms.append(self.operand())
        self.depth -= 1
        return Many(tuple(terms))

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.refuse(self.tokens[self.next].at, _("quá nhiều ngoặc lồng nhau"))


@lru_cache(maxsize=2048)
def compile(text: str) -> Condition:
    """Reads a condition. Raises Refusal flow.bad_condition, naming the place."""
    parser = _Parser(text)
    term = parser.whole()
    return Condition(text.strip(), term, frozenset(parser.names))


def evaluate(text: str, facts: Facts) -> bool:
    """Whether the condition holds for the facts. A name that is missing is null; unlike things are never equal.

    Raises Refusal flow.bad_condition.
    """
    return compile(text).holds(facts)
