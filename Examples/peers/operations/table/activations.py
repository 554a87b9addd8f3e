"""Activations: each number for itself, or along one axis."""

import numpy as np

from case import Case, make, numbers

NAN, INF = float("nan"), float("inf")

SIMPLE = ["relu", "leakyRelu", "elu", "sigmoid", "tanh"]
SPECIAL = [0.0, -0.0, INF, -INF, 1.0, -1.0, 3e38, -3e38, 1e-38, -1e-38]
LARGE = [20.0, -20.0, 88.0, -88.0, 89.5, -89.5, 104.0, -104.0, 700.0, -700.0, 1e4, -1e4]
SMALL = [1e-1, -1e-1, 1e-3, -1e-3, 1e-5, -1e-5, 1e-7, -1e-7, 1e-20, -1e-20, 0.625, -0.625]


def each(operation: str, name: str, x, scale: float = 1.0, **parameters) -> Case:
    """x is a shape, filled at random, or the numbers themselves."""
    values = np.asarray(x, float) if isinstance(x, list) else (
        scale * numbers(operation, name).normal(*x))
    return make(operation, name, {"input": values}, **parameters)


def of_all(operation: str) -> list[Case]:
    return [
        each(operation, "pictures", (2, 3, 4, 5), scale=3),
        each(operation, "one axis", (17,), scale=3),
        each(operation, "zeros of both signs, infinities and the ends of the range", SPECIAL),
        each(operation, "large numbers on both sides", LARGE),
        each(operation, "small numbers on both sides", SMALL),
        # PyTorch passes a NaN's gradient on, relu's contract gives it 0: outputs only.
        each(operation, "a NaN stays one", [1.0, NAN, -1.0, NAN], gradients=False),
        each(operation, "more numbers than a vector, no multiple of it", (3, 347), scale=4),
    ]


def along(operation: str) -> list[Case]:
    """Softmax and its logarithm."""
    return [
        each(operation, "the last axis unless told", (3, 5), scale=2),
        *[each(operation, f"axis {dim} of four", (2, 3, 4, 5), scale=2, dim=dim)
          for dim in range(4)],
        each(operation, "an axis counted from the end", (2, 3, 4), scale=2, dim=-2),
        each(operation, "the option by its other name", (2, 3, 4), scale=2, axis=1),
        each(operation, "a single axis", (7,), scale=2, dim=0),
        each(operation, "an axis of one number", (3, 1, 4), dim=1),
        each(operation, "equal numbers", [[2.5] * 7, [-1e3] * 7]),
        each(operation, "large logits don't overflow",
             [[1000.0, 1001.0, 998.5], [-1000.0, -1001.0, -998.5], [1e4, -1e4, 0.0]]),
        each(operation, "−∞ masks", [[0.5, -INF, 1.5, -INF], [-INF, -INF, 2.0, 1.0]]),
        each(operation, "infinities that give NaN", [[1.0, INF, 2.0], [-INF, -INF, -INF]],
             gradients=False),
        each(operation, "a NaN spoils its row only", [[1.0, NAN, 2.0], [1.0, 3.0, 2.0]],
             gradients=False),
        each(operation, "a thousand classes", (3, 1000), scale=3),
    ]


CASES = [
    *[case for operation in SIMPLE for case in of_all(operation)],
    each("leakyRelu", "slope 0.2", (3, 4, 5), scale=2, negative_slope=0.2),
    each("leakyRelu", "slope 0 is relu", (3, 4, 5), scale=2, negative_slope=0.0),
    each("leakyRelu", "slope above 1", (3, 4, 5), scale=2, negative_slope=1.5,
         called="leaky_relu"),
    each("elu", "alpha 0.5", (3, 4, 5), scale=2, alpha=0.5),
    each("elu", "alpha 2", (3, 4, 5), scale=2, alpha=2.0),
    *along("softmax"),
    *along("logSoftmax"),
    each("logSoftmax", "called by another spelling", (3, 5), scale=2, called="log_softmax"),
]
