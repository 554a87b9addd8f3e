"""What all peers that know an operation make of a case."""

from dataclasses import dataclass

import numpy as np

import numpy_scipy
import onnx_evaluator
import pytorch
from case import Case
from compare import EACH_FOR_ITSELF, difference, near_tie

PEERS = {"NumPy/SciPy": numpy_scipy, "PyTorch": pytorch, "ONNX": onnx_evaluator}


@dataclass(frozen=True)
class Expectation:
    """One peer's results by name: output, grad_input, running_mean …"""

    peer: str
    operation: str
    results: dict[str, np.ndarray]
    may_differ: np.ndarray | None
    """Where a rounded result may be one more or less."""

    def compare(self, results: dict[str, np.ndarray], scalar: type) -> str | None:
        """The first thing in which the results differ from this peer's."""
        for name, theirs in self.results.items():
            if name not in results:
                return f"{name} wasn't written"
            may_differ = self.may_differ if name == "output" else None
            found = difference(name, results[name], theirs, scalar, may_differ,
                               self.operation in EACH_FOR_ITSELF)
            if found:
                return f"{found}, says {self.peer}"
        return None


def expectations(case: Case, scalar: type) -> list[Expectation]:
    """Every peer's; the gradients come from PyTorch."""
    found, may_differ = {}, None
    for peer, module in PEERS.items():
        results = module.expected(case, scalar)
        if results is None:
            continue
        real = results.pop("real output", None)
        if real is not None and not case.exact:
            may_differ = near_tie(real)
        # A peer may have computed in more than the scalar; the result is the scalar's.
        found[peer] = {name: np.asarray(x, scalar if np.asarray(x).dtype.kind == "f" else None)
                       for name, x in results.items()}
    assert found, f"no peer knows {case.title}"
    return [Expectation(peer, case.operation, results, may_differ)
            for peer, results in found.items()]


def disagreement(case: Case, scalar: type) -> str | None:
    """Where the peers don't agree with each other, or Float isn't enough for the case."""
    given = expectations(case, scalar)
    results = {name: x for peer in reversed(given) for name, x in peer.results.items()}
    for expectation in given:
        found = expectation.compare(results, scalar)
        if found:
            return f"{case.title}: {found}"
    return None
