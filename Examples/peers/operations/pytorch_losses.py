"""Losses and penalties in PyTorch."""

import torch
import torch.nn.functional as F

from case import Case


def reduction(case: Case) -> str:
    return case.get("reduction", "mean")


def cross_entropy(case: Case, given) -> torch.Tensor:
    return F.cross_entropy(
        given["input"], given["target"], given["weight"],
        ignore_index=case.get("ignore_index", -100), reduction=reduction(case),
        label_smoothing=case.get("label_smoothing", 0.0))


def penalty(case: Case, given, norm) -> torch.Tensor:
    weight = given["weight"] if given["weight"] is not None else given["input"]
    return case.get("strength", case.get("lambda", 1.0)) * norm(weight).sum()


OPERATIONS = {
    "mse": lambda case, given: F.mse_loss(
        given["input"], given["target"], reduction=reduction(case)),
    "crossEntropy": cross_entropy,
    "binaryCrossEntropy": lambda case, given: F.binary_cross_entropy(
        given["input"], given["target"], given["weight"], reduction=reduction(case)),
    "binaryCrossEntropyWithLogits": lambda case, given: F.binary_cross_entropy_with_logits(
        given["input"], given["target"], given["weight"], reduction=reduction(case),
        pos_weight=given["pos_weight"]),
    "l1Penalty": lambda case, given: penalty(case, given, torch.abs),
    "l2Penalty": lambda case, given: penalty(case, given, torch.square),
}
