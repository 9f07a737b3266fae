"""The tree that a formula is read into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mugalim_checks.formulas.addresses import Area
from mugalim_checks.formulas.values import Array, Value


@dataclass(frozen=True)
class Problem:
    """Why a formula could not be worked out: a message's id in the catalog, with its values."""

    id: str
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, id: str, **values: object) -> Problem:
        """A problem with named values."""
        return cls(id, tuple((name, str(value)) for name, value in values.items()))

    @property
    def named(self) -> dict[str, Any]:
        """The values by name."""
        return dict(self.values)


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
