"""A formula's tokens read into a tree, with limits on depth and size."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mugalim_checks.formulas.addresses import Area, parse_area
from mugalim_checks.formulas.arrays import Array, from_rows
from mugalim_checks.formulas.problems import Problem
from mugalim_checks.formulas.syntax import (
    Call,
    Chain,
    Literal,
    Missing,
    Node,
    Percent,
    Reference,
    Sign,
    Unknown,
)
from mugalim_checks.formulas.tokens import LONGEST_FORMULA, Token, tokenise
from mugalim_checks.formulas.values import ERRORS, Value, number_from_text

DEEPEST = 64  # brackets and calls within one another, as in Excel
TALLEST = 130  # levels of the tree
_LEVELS = (("^",), ("*", "/"), ("+", "-"), ("&",), ("=", "<>", "<", ">", "<=", ">="))
_END = Token("strange", "")


class NotAFormula(ValueError):  # noqa: N818  it is named for what the text is
    """Raised for a text that cannot be read; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.id)
        self.problem = problem


def parse(formula: str, sheet: str) -> Node:
    """The tree of a formula in its stored form (with its =); NotAFormula with the problem.

    `sheet` is where the formula stands: addresses without a sheet mean that one.
    """
    if len(formula) > LONGEST_FORMULA:
        raise NotAFormula(Problem.of("formula.too_long"))
    return parse_tokens(tokenise(formula[1:]), sheet)


def parse_tokens(tokens: Iterable[Token], sheet: str) -> Node:
    """The tree of a formula's tokens; the same as `parse`."""
    return _Reader([token for token in tokens if token.kind != "space"], sheet).formula()


class _Reader:
    """Reads tokens from the left; each open bracket is one call of `_expression`."""

    def __init__(self, tokens: list[Token], sheet: str) -> None:
        self._tokens = tokens
        self._sheet = sheet
        self._position = 0
        self._depth = 0

    def formula(self) -> Node:
        node = self._expression()
        if self._next is not _END:
            raise _unexpected(self._next)
        return node

    @property
    def _next(self) -> Token:
        return self._tokens[self._position] if self._position < len(self._tokens) else _END

    def _take(self) -> Token:
        token = self._next
        self._position += 1
        return token

    def _expression(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise NotAFormula(Problem.of("formula.too_deep"))
        operands, operators = [self._operand()], []
        while self._next.kind == "operator" and self._next.text != "%":
            operators.append(self._take().text)
            operands.append(self._operand())
        self._depth -= 1
        return _folded(operands, operators)

    def _operand(self) -> Node:
        minuses = 0
        signed = False
        while self._next.text in {"-", "+"} and self._next.kind == "operator":
            minuses += self._take().text == "-"
            signed = True
        node = self._atom()
        if signed and minuses:
            node = _checked(Sign(node, node.height + 1))
            if minuses % 2 == 0:
                node = _checked(Sign(node, node.height + 1))
        while self._next == Token("operator", "%"):
            self._take()
            node = _checked(Percent(node, node.height + 1))
        return node

    def _atom(self) -> Node:
        token = self._take()
        readers: dict[str, Callable[[Token], Node]] = {
            "number": _number,
            "text": lambda token: Literal(token.text[1:-1].replace('""', '"')),
            "error": lambda token: Literal(ERRORS[token.text]),
            "area": self._reference,
            "function": self._call,
            "word": _word,
            "open": lambda _: self._bracket(),
            "brace": lambda _: self._array(),
        }
        reader = readers.get(token.kind)
        if reader is None:
            raise _unexpected(token)
        return reader(token)

    def _reference(self, token: Token) -> Node:
        sheet, _, cells = token.text.rpartition("!")
        if sheet.startswith("'"):
            sheet = sheet[1:-1].replace("''", "'")
        try:
            return Reference(parse_area(cells, sheet or self._sheet), token.text)
        except ValueError:
            return Unknown(Problem.of("formula.unknown_word", word=token.text))

    def _bracket(self) -> Node:
        node = self._expression()
        self._expect("close")
        return node

    def _call(self, token: Token) -> Node:
        self._expect("open")
        arguments: list[Node] = []
        if self._next.kind == "close":
            self._take()
            return Call(token.text, (), 1)
        while True:
            arguments.append(self._argument())
            if self._next.kind != "comma":
                break
            self._take()
        self._expect("close")
        return _checked(
            Call(token.text, tuple(arguments), 1 + max(node.height for node in arguments))
        )

    def _argument(self) -> Node:
        return Missing() if self._next.kind in {"comma", "close"} else self._expression()

    def _array(self) -> Node:
        rows: list[tuple[Value, ...]] = [()]
        while True:
            rows[-1] += (self._constant(),)
            token = self._take()
            if token.kind == "row":
                rows.append(())
            elif token.kind == "unbrace":
                break
            elif token.kind != "comma":
                raise _unexpected(token)
        if len({len(row) for row in rows}) > 1:
            raise NotAFormula(Problem.of("formula.unreadable", part="{"))
        return Literal(from_rows(rows))

    def _constant(self) -> Value:
        node = self._operand() if self._next.kind in {"operator", "number"} else self._atom()
        minus = isinstance(node, Sign)
        inner = node.operand if isinstance(node, Sign) else node
        if not isinstance(inner, Literal) or isinstance(inner.value, Array):
            raise NotAFormula(Problem.of("formula.unreadable", part="{"))
        if minus:
            return -inner.value if isinstance(inner.value, float) else ERRORS["#VALUE!"]
        return inner.value

    def _expect(self, kind: str) -> None:
        if self._next.kind != kind:
            raise _unexpected(self._next)
        self._take()


def _unexpected(token: Token) -> NotAFormula:
    if token is _END:
        return NotAFormula(Problem.of("formula.unfinished"))
    return NotAFormula(Problem.of("formula.unreadable", part=token.text[:30]))


def _number(token: Token) -> Node:
    number = number_from_text(token.text)
    if number is None:
        raise _unexpected(token)
    return Literal(number)


def _word(token: Token) -> Node:
    if token.text in {"TRUE", "FALSE"}:
        return Literal(token.text == "TRUE")
    return Unknown(Problem.of("formula.unknown_word", word=token.text[:40]))


def _checked(node: Node) -> Node:
    if node.height > TALLEST:
        raise NotAFormula(Problem.of("formula.too_deep"))
    return node


def _folded(operands: list[Node], operators: list[str]) -> Node:
    """One node of operands and the operators between them, the strongest binding first."""
    for level in _LEVELS:
        if not operators:
            break
        if any(operator in level for operator in operators):
            operands, operators = _fold_level(operands, operators, level)
    return operands[0]


def _fold_level(
    operands: list[Node], operators: list[str], level: tuple[str, ...]
) -> tuple[list[Node], list[str]]:
    groups: list[list[tuple[str, Node]]] = [[("", operands[0])]]
    left: list[str] = []
    for operator, operand in zip(operators, operands[1:], strict=True):
        if operator in level:
            groups[-1].append((operator, operand))
        else:
            left.append(operator)
            groups.append([("", operand)])
    return [_chain(group) for group in groups], left


def _chain(group: list[tuple[str, Node]]) -> Node:
    if len(group) == 1:
        return group[0][1]
    height = 1 + max(node.height for _, node in group)
    return _checked(Chain(group[0][1], tuple(group[1:]), height))


def areas(node: Node) -> tuple[Area, ...]:
    """Every area that a formula names, in the order in which it names them."""
    return tuple(reference.area for reference in references(node))


def references(node: Node) -> tuple[Reference, ...]:
    """Every reference of a formula, in the order in which they stand."""
    return tuple(part for part in walk(node) if isinstance(part, Reference))


def walk(node: Node) -> tuple[Node, ...]:
    """Every part of a formula, from the left."""
    waiting, seen = [node], []
    while waiting:
        part = waiting.pop()
        seen.append(part)
        waiting.extend(reversed(_children(part)))
    return tuple(seen)


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case Chain(first, rest):
            return (first, *(operand for _, operand in rest))
        case Sign(operand) | Percent(operand):
            return (operand,)
        case Call(_, arguments):
            return arguments
        case _:
            return ()
