"""Orders that look random and stay the same: draws of messages, prompts in a mixed order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def mixed(ids: Sequence[str], seed: str) -> list[str]:
    """The ids in an order that nothing but the seed decides."""
    return sorted(ids, key=lambda each: hashlib.sha256(f"{seed}/{each}".encode()).digest())


def fair_draws(
    first: Sequence[str], second: Sequence[str], sizes: tuple[int, int], seed: str, many: int
) -> list[list[str]]:
    """Draws of `sizes` ids of the two kinds, mixed; none comes again while enough are left.

    ValueError where a kind has fewer ids than one draw takes, or a draw takes none of a kind.
    """
    if not (0 < sizes[0] <= len(first) and 0 < sizes[1] <= len(second)):
        raise ValueError(sizes)
    firsts = _dealt(first, sizes[0], f"{seed}/first", many)
    seconds = _dealt(second, sizes[1], f"{seed}/second", many)
    pairs = zip(firsts, seconds, strict=True)
    return [mixed([*a, *b], f"{seed}/{number}") for number, (a, b) in enumerate(pairs)]


def _dealt(ids: Sequence[str], size: int, seed: str, many: int) -> list[list[str]]:
    hands: list[list[str]] = []
    while len(hands) < many:
        pile = mixed(ids, f"{seed}/{len(hands)}")
        hands += [pile[at : at + size] for at in range(0, len(pile) - size + 1, size)]
    return hands[:many]
