"""The tree that a formula is read into."""

from __future__ import annotations

from dataclasses import dataclass

from mugalim_checks.formulas.addresses import Area
from mugalim_checks.formulas.arrays import Array
from mugalim_checks.formulas.problems import Problem
from mugalim_checks.formulas.values import Value


@dataclass(frozen=True)
class Literal:
    """A number, text, TRUE, FALSE or error that stands in the formula."""

    value: Value | Array
    height: int = 1


@dataclass(frozen=True)
class Missing:
    """An argument that was left out, as the second one in IF(A1,,2)."""

    height: int = 1


@dataclass(frozen=True)
class Reference:
    """Cells named in the formula; `text` is how they were written, dollar signs and all."""

    area: Area
    text: str
    height: int = 1


@dataclass(frozen=True)
class Sign:
    """A minus before an operand."""

    operand: Node
    height: int


@dataclass(frozen=True)
class Percent:
    """A percent sign after an operand."""

    operand: Node
    height: int


@dataclass(frozen=True)
class Chain:
    """Operands of one precedence, worked out from the left: first, then (operator, operand)."""

    first: Node
    rest: tuple[tuple[str, Node], ...]
    height: int


@dataclass(frozen=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]
    height: int


@dataclass(frozen=True)
class Unknown:
    """A name that nothing is known by."""

    problem: Problem
    height: int = 1


Node = Literal | Missing | Reference | Sign | Percent | Chain | Call | Unknown
