"""What PyTorch makes of a case: the output, the gradients, and what else the operation gives."""

import numpy as np
import torch

import pytorch_layers
import pytorch_losses
import pytorch_optimizers
import pytorch_windows
from case import Case

OPERATIONS = {**pytorch_windows.OPERATIONS, **pytorch_layers.OPERATIONS,
              **pytorch_losses.OPERATIONS}

# The tensors whose gradient an operation gives, if they were given.
DIFFERENTIABLE = {"crossEntropy": ["input"], "binaryCrossEntropy": ["input", "target"],
                  "binaryCrossEntropyWithLogits": ["input", "target"]}
USUALLY = ["input", "weight", "bias", "target"]


class Given(dict):
    """The case's tensors by name, and None for those that it doesn't have."""

    def __missing__(self, name: str) -> None:
        return None


def leaves(case: Case, scalar: type) -> Given:
    """The reals as leaves of the graph, rounded to the scalar; whole targets as they are."""
    # In Float, PyTorch folds a batch norm's mean and bias into one factor and one term, which loses
    # digits where the variance is small: it computes in Double what is then rounded.
    kind = np.float64 if case.operation == "batchNorm" else scalar
    given = Given()
    for name, values in case.tensors.items():
        if case.operation == "crossEntropy" and name == "target":
            given[name] = torch.from_numpy(values.astype(np.int64))
        else:
            given[name] = torch.from_numpy(np.array(values, scalar).astype(kind))
    for name in DIFFERENTIABLE.get(case.operation, USUALLY):
        if case.gradients and name in given:
            given[name].requires_grad_()
    return given


def expected(case: Case, scalar: type) -> dict[str, np.ndarray] | None:
    """All results by name: output, grad_input, running_mean …; None if this isn't PyTorch's."""
    torch.set_num_threads(1)
    if case.operation in pytorch_optimizers.OPERATIONS:
        return pytorch_optimizers.expected(case, scalar)
    operation = OPERATIONS.get(case.operation)
    if operation is None:
        return None
    given = leaves(case, scalar)
    output, more = operation(case, given), {}
    if isinstance(output, tuple):
        output, more = output
    if case.gradients:
        upstream = np.array(case.grad_output(tuple(output.shape)), scalar)
        output.backward(torch.from_numpy(upstream).to(output.dtype))
        for name, leaf in given.items():
            if leaf.requires_grad:
                more[f"grad_{name}"] = leaf.grad
    return {"output": output.detach().numpy()} | {
        name: value.detach().numpy() for name, value in more.items()}
