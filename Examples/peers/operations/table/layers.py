"""The linear layer, flattening, padding; batch normalisation and dropout."""

import numpy as np

from case import Case, make, numbers


def linear(name: str, x, w, bias: bool = True, **parameters) -> Case:
    random = numbers("linear", name)
    tensors = {"input": random.normal(*x), "weight": random.normal(*w)}
    if bias:
        tensors["bias"] = random.normal(w[0])
    return make("linear", name, tensors, **parameters)


def flatten(name: str, x, **parameters) -> Case:
    return make("flatten", name, {"input": numbers("flatten", name).normal(*x)}, **parameters)


def pad(name: str, x, **parameters) -> Case:
    return make("pad", name, {"input": numbers("pad", name).normal(*x)}, **parameters)


def norm(name: str, x, given="weight bias running", at=0.0, spread=1.0, **parameters) -> Case:
    """given: which tensors beside the input; the input's numbers lie around `at`."""
    random = numbers("batchNorm", name)
    tensors = {"input": at + spread * random.normal(*x)}
    if "weight" in given:
        tensors["weight"] = random.uniform(-2, 2, x[1])
    if "bias" in given:
        tensors["bias"] = random.normal(x[1])
    if "running" in given:
        tensors["running_mean"] = random.normal(x[1])
        tensors["running_var"] = random.uniform(0.1, 3, x[1])
    return make("batchNorm", name, tensors, **parameters)


def dropout(name: str, x, kept: float, **parameters) -> Case:
    random = numbers("dropout", name)
    mask = (random.uniform(0, 1, *x) < kept).astype(float)
    return make("dropout", name, {"input": random.normal(*x), "mask": mask}, **parameters)


LINEAR = [
    linear("all defaults", (3, 5), (4, 5)),
    linear("no bias", (3, 5), (4, 5), bias=False),
    linear("one row without a batch", (5,), (4, 5)),
    linear("three axes: all but the last are rows", (2, 3, 5), (4, 5)),
    linear("four axes", (2, 3, 2, 7), (3, 7)),
    linear("one number in, one out", (1, 1), (1, 1)),
    linear("one output", (6, 7), (1, 7)),
    linear("one input", (6, 1), (7, 1)),
    linear("sizes no multiple of a tile", (17, 131), (67, 131)),
    linear("more than 3000 products for an output", (2, 3001), (3, 3001)),
    make("linear", "whole numbers in the files", {
        "input": numbers("linear", "x").whole(-9, 9, 3, 5, dtype=np.int32),
        "weight": numbers("linear", "w").whole(-9, 9, 4, 5)}),
]

FLATTEN = [
    flatten("all but the first axis", (2, 3, 4, 5)),
    flatten("every axis", (2, 3, 4), start_dim=0),
    flatten("axes in the middle", (2, 3, 4, 5), start_dim=1, end_dim=2),
    flatten("axes counted from the end", (2, 3, 4, 5), start_dim=-3, end_dim=-2),
    flatten("a single axis stays", (2, 3, 4), start_dim=2, end_dim=2),
    flatten("the first axes", (2, 3, 4), start_dim=0, end_dim=1),
    flatten("two axes, nothing to do", (4, 5)),
    flatten("one axis from the first", (6,), start_dim=0),
]

PAD = [
    pad("one number for every side", (2, 3, 4, 5), padding=2),
    pad("one for each axis", (2, 3, 4, 5), padding=[1, 3]),
    pad("begins, then ends", (2, 3, 4, 5), padding=[1, 0, 2, 3]),
    pad("PyTorch's order, last axis only", (2, 3, 4, 5), pad=[1, 2]),
    pad("PyTorch's order, last axis first", (2, 3, 4, 5), pad=[1, 2, 3, 0]),
    pad("PyTorch's order, volumes", (1, 2, 3, 4, 2), pad=[1, 0, 2, 3, 0, 4]),
    pad("a value", (2, 3, 4, 5), padding=[1, 2], value=1.5),
    pad("a value below zero, constant", (1, 2, 4, 3), padding=[0, 1, 2, 0], value=-2.25,
        mode="constant"),
    pad("zeros", (1, 2, 4, 3), padding=1, mode="zeros"),
    pad("no padding", (1, 2, 3, 4), padding=0),
    pad("rows", (2, 3, 5), padding=2),
    pad("rows, unequal sides, a value", (2, 3, 5), padding=[3, 1], value=0.5),
    pad("rows reflected", (2, 3, 5), padding=[4, 2], mode="reflect"),
    pad("rows replicated, wider than the row", (2, 3, 2), padding=[5, 1], mode="replicate"),
    pad("rows go round, all the way", (2, 3, 4), padding=[4, 3], mode="circular"),
    pad("pictures reflected", (2, 2, 4, 5), padding=[2, 3], mode="reflect"),
    pad("pictures reflected, unequal sides", (1, 2, 4, 3), padding=[3, 0, 1, 2], mode="reflect"),
    pad("pictures replicated", (2, 2, 4, 5), padding=2, mode="replicate"),
    pad("pictures replicated, unequal sides", (1, 2, 3, 4), padding=[0, 5, 4, 1],
        mode="replicate"),
    pad("pictures go round", (2, 2, 4, 5), padding=[1, 2], mode="circular"),
    pad("pictures go round, unequal sides", (1, 2, 3, 4), padding=[3, 0, 1, 4], mode="circular"),
    pad("the option by its other name", (1, 2, 3, 4), padding=1, padding_mode="reflect"),
    pad("PyTorch's order, reflected", (1, 2, 5, 4), pad=[3, 0, 1, 2], mode="reflect"),
    pad("PyTorch's order, going round", (1, 2, 5, 4), pad=[0, 3, 4, 1], mode="circular"),
    pad("volumes", (1, 2, 2, 3, 4), padding=[1, 2, 0, 0, 1, 3]),
    pad("volumes reflected", (1, 2, 3, 4, 5), padding=[2, 0, 1, 1, 3, 4], mode="reflect"),
    pad("volumes replicated", (1, 2, 3, 2, 2), padding=[1, 4, 0, 2, 0, 3], mode="replicate"),
    pad("volumes go round", (1, 2, 3, 2, 4), padding=[1, 2, 0, 3, 0, 4], mode="circular"),
    pad("one place replicated on all sides", (1, 1, 1, 1), padding=3, mode="replicate"),
]

NORM = [
    norm("training, pictures", (3, 4, 5, 2), training=True),
    norm("training, [N, C]", (7, 4), training=True),
    norm("training, rows", (3, 4, 6), training=True),
    norm("training, volumes", (2, 3, 2, 3, 4), training=True),
    norm("training, two numbers for each channel", (2, 3), training=True),
    norm("training, one picture", (1, 3, 4, 5), training=True),
    norm("training without weight and bias", (3, 4, 5), "running", training=True),
    norm("training without running statistics", (3, 4, 5), "weight bias", training=True),
    norm("training with nothing but the input", (3, 4, 5), "", training=True),
    norm("training, weight without bias", (3, 4, 5), "weight running", training=True),
    norm("training, bias without weight", (3, 4, 5), "bias running", training=True),
    norm("training, momentum 1: the batch's statistics", (4, 3, 5), training=True, momentum=1.0),
    norm("training, momentum 0: running ones stay", (4, 3, 5), training=True, momentum=0.0),
    norm("training, momentum 0.3", (2, 3, 4, 3), training=True, momentum=0.3),
    norm("training, large eps", (4, 3, 5), training=True, eps=0.5),
    norm("training, numbers around 10", (4, 3, 5, 6), at=10, training=True),
    norm("training, small spread", (4, 3, 5, 6), spread=0.01, training=True),
    norm("training, many numbers", (4, 3, 31, 37), training=True),
    norm("evaluation, pictures", (3, 4, 5, 2)),
    norm("evaluation, said with a word", (3, 4, 5, 2), training=False),
    norm("evaluation, [N, C]", (5, 4)),
    norm("evaluation, one number for each channel", (1, 4)),
    norm("evaluation, volumes", (2, 3, 2, 3, 4)),
    norm("evaluation without weight and bias", (3, 4, 5), "running"),
    norm("evaluation, weight without bias", (3, 4, 5), "weight running"),
    norm("evaluation, large eps, called by another spelling", (3, 4, 5), eps=2.0,
         called="batch_norm"),
    make("batchNorm", "training, a channel of equal numbers isn't divided by zero",
         {"input": np.stack([np.full((3, 4), 2.5), np.arange(12.0).reshape(3, 4)], 1),
          "weight": np.array([1.5, -0.5]), "bias": np.array([0.25, 2.0])}, training=True),
    make("batchNorm", "evaluation, a running variance of zero",
         {"input": numbers("batchNorm", "zero").normal(2, 2, 3),
          "running_mean": np.array([0.5, -1.0]), "running_var": np.array([0.0, 2.0])}),
]

DROPOUT = [
    dropout("half", (4, 5), 0.5),
    dropout("p 0.3", (3, 4, 5), 0.7, p=0.3),
    dropout("p 0 changes nothing", (4, 5), 1.1, p=0.0),
    dropout("p 1 leaves zeros", (4, 5), 0.0, p=1.0),
    dropout("pictures, p 0.9", (2, 3, 5, 4), 0.1, p=0.9),
]

CASES = LINEAR + FLATTEN + PAD + NORM + DROPOUT
