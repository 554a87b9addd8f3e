"""Losses and penalties."""

import numpy as np

from case import Case, make, numbers

REDUCTIONS = ["mean", "sum", "none"]


def mse(name: str, x, **parameters) -> Case:
    random = numbers("mse", name)
    return make("mse", name, {"input": random.normal(*x), "target": random.normal(*x)},
                **parameters)


def entropy(name: str, x, target=None, weight: bool = False, scale: float = 2.0,
            **parameters) -> Case:
    """x is the shape of the logits; the target's classes are drawn unless given."""
    random = numbers("crossEntropy", name)
    logits = scale * random.normal(*x)
    drawn = random.whole(0, x[1] - 1, x[0], *x[2:])
    classes = drawn if target is None else np.asarray(target, np.int64)
    weights = random.uniform(0.1, 3, x[1]) if weight else None
    return make("crossEntropy", name, {"input": logits, "target": classes, "weight": weights},
                **parameters)


def yes_no(name: str, x, weight: bool = False, **parameters) -> Case:
    """From probabilities."""
    random = numbers("binaryCrossEntropy", name)
    tensors = {"input": random.uniform(0.02, 0.98, *x), "target": random.uniform(0, 1, *x)}
    if weight:
        tensors["weight"] = random.uniform(0.1, 3, *x)
    return make("binaryCrossEntropy", name, tensors, **parameters)


def logits(name: str, x, weight: bool = False, pos_weight=None, scale: float = 2.0,
           **parameters) -> Case:
    """pos_weight is the shape of the weights of a yes."""
    random = numbers("binaryCrossEntropyWithLogits", name)
    tensors = {"input": scale * random.normal(*x), "target": random.uniform(0, 1, *x)}
    if weight:
        tensors["weight"] = random.uniform(0.1, 3, *x)
    if pos_weight:
        tensors["pos_weight"] = random.uniform(0.2, 4, *pos_weight)
    return make("binaryCrossEntropyWithLogits", name, tensors, **parameters)


def penalty(operation: str, name: str, x, **parameters) -> Case:
    values = np.asarray(x, float) if isinstance(x, list) else numbers(operation, name).normal(*x)
    return make(operation, name, {"weight": values}, **parameters)


def certain(operation: str, name: str, x, **parameters) -> Case:
    """Inputs at the ends, each with both answers."""
    target = np.array([0.0, 1.0] * len(x))
    tensors = {"input": np.repeat(np.array(x, float), 2), "target": target}
    return make(operation, name, tensors, **parameters)


CASES = [
    mse("the mean unless told", (3, 4)),
    *[mse(f"reduction {way}", (2, 3, 4), reduction=way) for way in REDUCTIONS],
    mse("one number", (1,)),
    mse("many numbers", (3, 1031)),
    mse("called by another name", (3, 4), called="mseLoss"),
    mse("no axes", (), reduction="sum"),

    entropy("the mean unless told", (5, 4)),
    *[entropy(f"reduction {way}", (5, 4), reduction=way) for way in REDUCTIONS],
    *[entropy(f"class weights, reduction {way}", (6, 4), weight=True, reduction=way)
      for way in REDUCTIONS],
    *[entropy(f"ignored targets, reduction {way}", (5, 4), [1, -100, 3, -100, 0], reduction=way)
      for way in REDUCTIONS],
    entropy("ignored targets with class weights", (5, 4), [1, -100, 3, -100, 0], weight=True),
    entropy("the index to ignore is a class", (6, 4), [2, 1, 2, 3, 0, 2], ignore_index=2),
    entropy("the index to ignore is a class that has a weight", (6, 4), [2, 1, 2, 3, 0, 2],
            weight=True, ignore_index=2),
    entropy("another index to ignore", (4, 3), [255, 1, 0, 255], ignore_index=255),
    entropy("all ignored: the mean is NaN", (3, 4), [-100, -100, -100]),
    entropy("all ignored: the sum is 0", (3, 4), [-100, -100, -100], reduction="sum"),
    *[entropy(f"label smoothing, reduction {way}", (5, 4), label_smoothing=0.1, reduction=way)
      for way in REDUCTIONS],
    *[entropy(f"label smoothing with class weights, reduction {way}", (5, 4), weight=True,
              label_smoothing=0.3, reduction=way) for way in REDUCTIONS],
    entropy("label smoothing with ignored targets and weights", (5, 4), [1, -100, 3, -100, 0],
            weight=True, label_smoothing=0.2),
    entropy("label smoothing 1: the target counts for nothing", (5, 4), label_smoothing=1.0),
    *[entropy(f"a target for each pixel, reduction {way}", (2, 3, 4, 5), reduction=way)
      for way in REDUCTIONS],
    entropy("a target for each place of a row, weights, smoothing, none", (2, 3, 7), weight=True,
            label_smoothing=0.1, reduction="none"),
    entropy("volumes", (2, 3, 2, 3, 2), weight=True),
    entropy("one class", (3, 1)),
    entropy("one row", (1, 10)),
    entropy("a thousand classes", (3, 1000)),
    entropy("large logits", (4, 5), scale=500.0),
    make("crossEntropy", "targets in a file of int32, certain of it",
         {"input": np.array([[40.0, -40.0, 0.0], [-40.0, 0.0, 40.0]]),
          "target": np.array([0, 0], np.int32)}, called="cross_entropy"),

    yes_no("the mean unless told", (3, 4)),
    *[yes_no(f"reduction {way}", (3, 4), reduction=way) for way in REDUCTIONS],
    *[yes_no(f"weights, reduction {way}", (3, 4), weight=True, reduction=way)
      for way in REDUCTIONS],
    yes_no("four axes", (2, 1, 3, 4)),
    yes_no("called by its short name", (5,), called="bce"),
    # The gradient by the target is ∞ there: only the loss's logarithm is held at −100.
    certain("binaryCrossEntropy", "probabilities 0 and 1: the logarithm is −100 at least",
            [0.0, 1.0, 0.5], reduction="none"),
    certain("binaryCrossEntropy", "probabilities near 0 and 1", [1e-6, 1e-3, 0.999, 1e-20],
            reduction="none"),

    logits("the mean unless told", (3, 4)),
    *[logits(f"reduction {way}", (3, 4), reduction=way) for way in REDUCTIONS],
    *[logits(f"weights, reduction {way}", (3, 4), weight=True, reduction=way)
      for way in REDUCTIONS],
    logits("a weight of yes for each number", (3, 4), pos_weight=(3, 4)),
    logits("a weight of yes for each place of the last axis", (3, 4), pos_weight=(4,)),
    logits("both weights", (2, 3, 4), weight=True, pos_weight=(4,), reduction="none"),
    logits("called by its short name", (5,), called="bceWithLogits"),
    certain("binaryCrossEntropyWithLogits", "large logits",
            [50.0, -50.0, 200.0, -200.0, 1e4, -1e4, 0.0], reduction="none"),
    certain("binaryCrossEntropyWithLogits", "logits near zero", [1e-6, -1e-6, 1e-3, -1e-20],
            reduction="none"),

    *[case for operation in ["l1Penalty", "l2Penalty"] for case in [
        penalty(operation, "strength 1 unless told", (3, 4)),
        penalty(operation, "strength 0.01", (2, 3, 4, 5), strength=0.01),
        penalty(operation, "strength by its other name", (3, 4), **{"lambda": 0.5}),
        penalty(operation, "zeros of both signs", [0.0, -0.0, 1.0, -2.0]),
        penalty(operation, "many numbers", (7, 1031), strength=1e-4),
    ]],
    make("l2Penalty", "the weight by its other name", {"input": np.array([[1.0, -2.0], [0.5, 3]])},
         strength=0.25),
]
