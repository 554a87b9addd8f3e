"""Two results held against each other: shape, type, NaN and infinities in place, then the numbers."""

import numpy as np

TOLERANCE = {np.float32: 1e-5, np.float64: 1e-12}
"""Times the largest number of the expected result, and at least once. Where each number is for
itself, times that number: a large one doesn't excuse the others."""

EACH_FOR_ITSELF = {
    "pad", "flatten", "dropout", "relu", "leakyRelu", "elu", "sigmoid", "tanh", "softmax",
    "logSoftmax", "mse", "crossEntropy", "binaryCrossEntropy", "binaryCrossEntropyWithLogits",
    "l1Penalty", "l2Penalty", "dequantize", "maxPool1d", "maxPool2d", "globalMaxPool2d", "sgd",
    "rmsprop", "adam", "adamW",
}


def place(index) -> str:
    return f"[{', '.join(str(int(i)) for i in index)}]"


def difference(name: str, ours: np.ndarray, theirs: np.ndarray, scalar: type,
               may_differ: np.ndarray | None = None, each: bool = False) -> str | None:
    """What differs first, in words; None if nothing does.

    `may_differ` says where whole numbers may be one apart, `each` that each number has a bound of
    its own.
    """
    if ours.shape != theirs.shape:
        return f"{name} has the shape {list(ours.shape)}, not {list(theirs.shape)}"
    kind = np.dtype(scalar) if theirs.dtype.kind == "f" else theirs.dtype
    if ours.dtype != kind:
        return f"{name} has elements of {ours.dtype}, not {kind}"
    if theirs.dtype.kind == "f":
        wrong, limits = wrong_reals(ours, theirs, scalar, each)
    else:
        apart = np.abs(ours.astype(np.int64) - theirs.astype(np.int64))
        allowed = np.zeros(theirs.shape, int) if may_differ is None else may_differ.astype(int)
        wrong, limits = apart > allowed, allowed
    if not wrong.any():
        return None
    first = tuple(np.argwhere(wrong)[0])
    return (f"{name}{place(first)} is {ours[first]!s}, expected {theirs[first]!s} "
            f"({np.count_nonzero(wrong)} of {wrong.size} wrong, allowed {limits[first]:.1e})")


def wrong_reals(ours, theirs, scalar, each: bool) -> tuple[np.ndarray, np.ndarray]:
    """Where they are too far apart, and how far they may be."""
    finite = np.isfinite(theirs)
    sizes = np.abs(theirs.astype(float), where=finite, out=np.ones(theirs.shape))
    largest = np.maximum(1, sizes if each else sizes.max(initial=1))
    limits = np.broadcast_to(TOLERANCE[scalar] * largest, theirs.shape)
    with np.errstate(invalid="ignore"):
        apart = ~(np.abs(ours.astype(float) - theirs.astype(float)) <= limits)
    special = np.where(np.isnan(theirs), ~np.isnan(ours), ours != theirs)
    return np.where(finite, apart, special), limits


def near_tie(real: np.ndarray) -> np.ndarray:
    """Where rounding may go either way, because the real value's own rounding decides it."""
    with np.errstate(invalid="ignore"):
        return np.abs(np.abs(real - np.floor(real)) - 0.5) <= 1e-6 * np.maximum(1, np.abs(real))
