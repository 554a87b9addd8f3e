"""One case: an operation, its tensors and its parameters, and why it is worth a run."""

import re
import zlib
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Case:
    operation: str
    """The contract's name: conv2d."""
    name: str
    """Why the case exists: "stride leaves a remainder"."""
    tensors: dict[str, np.ndarray]
    """By the option that gives the file: {"input": …, "running_mean": …}."""
    parameters: dict[str, object] = field(default_factory=dict)
    """By option; a list is written 2,1 and an array as a file."""
    called: str | None = None
    """Another spelling of the operation to call it by: max_pool2d."""
    stored: str | None = None
    """The element type of the files of reals, where it isn't the scalar's: float64."""
    gradients: bool = True
    """False where the convention of a gradient isn't the peer's; a comment there says which."""
    exact: bool = False
    """True where whole numbers must be equal although a real value lies on a tie."""
    steps: int = 1
    """An optimiser's steps in turn; the gradient is then [steps, shape]."""

    @property
    def title(self) -> str:
        return f"{self.operation}: {self.name}"

    @property
    def axes(self) -> int:
        """Along how many axes a window slides: 2 for conv2d."""
        return int(re.search(r"(\d)d", self.operation)[1])

    def grad_output(self, shape: tuple[int, ...]) -> np.ndarray:
        """A random upstream gradient, the same for every peer; never ones."""
        return Numbers(f"{self.title}, upstream").normal(*shape)

    def runs_in_double(self) -> bool:
        """A third of the cases, and always the same ones."""
        return zlib.crc32(self.title.encode()) % 3 == 0

    def get(self, parameter: str, default=None):
        return self.parameters.get(parameter, default)


class Numbers:
    """Random numbers that depend on nothing but a text."""

    def __init__(self, text: str):
        self.random = np.random.default_rng(zlib.crc32(text.encode()))

    def normal(self, *shape: int) -> np.ndarray:
        return self.random.standard_normal(shape)

    def uniform(self, low: float, high: float, *shape: int) -> np.ndarray:
        return self.random.uniform(low, high, shape)

    def whole(self, low: int, high: int, *shape: int, dtype=np.int64) -> np.ndarray:
        """Whole numbers from low up to and including high."""
        return self.random.integers(low, high + 1, shape).astype(dtype)


def numbers(operation: str, name: str) -> Numbers:
    return Numbers(f"{operation}: {name}")


def options_of(parameters: dict[str, object]) -> dict[str, object]:
    """Parameters as they are given to a table's function, without those that are for the case."""
    return {key: value for key, value in parameters.items() if key not in CASE_FIELDS}


def fields_of(parameters: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in parameters.items() if key in CASE_FIELDS}


CASE_FIELDS = {"called", "stored", "gradients", "exact", "steps"}


def make(operation: str, name: str, tensors: dict[str, np.ndarray], **parameters) -> Case:
    """The case of these tensors; those that are None are left out."""
    given = {key: value for key, value in tensors.items() if value is not None}
    return Case(operation, name, given, options_of(parameters), **fields_of(parameters))
