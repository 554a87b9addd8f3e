"""The table of all cases, in the order of the contract's chapters."""

from collections import Counter

from case import Case
from table import (activations, convolution, layers, losses, optimizers, pooling, quantization,
                   transposed)

CASES: list[Case] = [
    *convolution.CASES, *transposed.CASES, *pooling.CASES, *layers.CASES, *activations.CASES,
    *losses.CASES, *quantization.CASES, *optimizers.CASES,
]

# A case is found again by its title, and its numbers follow from it.
twice = [title for title, count in Counter(case.title for case in CASES).items() if count > 1]
assert not twice, f"more than one case has the title {twice[0]!r}"


def chosen(only: str | None) -> list[Case]:
    """All cases; or those of an operation, or with the text in their title."""
    if not only:
        return CASES
    words = [word.strip().lower() for word in only.split(",")]
    named = [case for case in CASES if case.operation.lower() in words]
    return named or [case for case in CASES if any(word in case.title.lower() for word in words)]
