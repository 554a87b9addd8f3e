"""Layers without windows and activations in PyTorch."""

import torch
import torch.nn.functional as F

from case import Case
from sizes import for_torch_pad, sides


def linear(case: Case, given) -> torch.Tensor:
    return F.linear(given["input"], given["weight"], given["bias"])


def flatten(case: Case, given) -> torch.Tensor:
    return given["input"].flatten(case.get("start_dim", 1), case.get("end_dim", -1))


def pad(case: Case, given) -> torch.Tensor:
    x = given["input"]
    mode = case.get("mode", case.get("padding_mode", "constant"))
    mode = "constant" if mode == "zeros" else mode
    numbers = case.get("pad")
    if numbers is None:
        count = x.ndim - 2
        numbers = for_torch_pad(
            sides(case.parameters["padding"], i, count, x.shape[2 + i], 1, 1) for i in range(count))
    value = case.get("value", 0) if mode == "constant" else None
    return F.pad(x, numbers, mode, value)


def batch_norm(case: Case, given):
    mean, variance = given["running_mean"], given["running_var"]
    output = F.batch_norm(
        given["input"], mean, variance, given["weight"], given["bias"],
        training=case.get("training", False), momentum=case.get("momentum", 0.1),
        eps=case.get("eps", 1e-5))
    # It has changed the running ones in place.
    return output, {} if mean is None else {"running_mean": mean, "running_var": variance}


def dropout(case: Case, given) -> torch.Tensor:
    # PyTorch draws its own mask; with one that is given this is what it does.
    p = case.get("p", 0.5)
    kept = given["input"] * given["mask"]
    return kept * 0 if p == 1 else kept / (1 - p)


def dim(case: Case) -> int:
    return case.get("dim", case.get("axis", -1))


OPERATIONS = {
    "linear": linear,
    "flatten": flatten,
    "pad": pad,
    "batchNorm": batch_norm,
    "dropout": dropout,
    "relu": lambda case, given: F.relu(given["input"]),
    "leakyRelu": lambda case, given: F.leaky_relu(
        given["input"], case.get("negative_slope", 0.01)),
    "elu": lambda case, given: F.elu(given["input"], case.get("alpha", 1.0)),
    "sigmoid": lambda case, given: torch.sigmoid(given["input"]),
    "tanh": lambda case, given: torch.tanh(given["input"]),
    "softmax": lambda case, given: F.softmax(given["input"], dim(case)),
    "logSoftmax": lambda case, given: F.log_softmax(given["input"], dim(case)),
}
