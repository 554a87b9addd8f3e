"""What NumPy and SciPy make of a case, and short loops over it where no peer has the operation."""

import numpy as np
import scipy.signal
import scipy.special
from numpy.lib.stride_tricks import sliding_window_view

from case import Case
from sizes import axes_of

TYPES = {"int8": np.int8, "qint8": np.int8, "uint8": np.uint8, "quint8": np.uint8}


def quantized_type(case: Case) -> type:
    return TYPES[case.get("dtype", "int8")]


def convolve(case: Case, given):
    """The mathematician's convolution where it is NumPy's or SciPy's own: one channel, no options."""
    x, w = given["input"], given["weight"]
    padding = case.get("padding", "valid")
    is_wrapped = case.get("padding_mode") == "circular"
    if x.shape[:2] != (1, 1) or w.shape[:2] != (1, 1) or not isinstance(padding, str):
        return None
    # Their "same" has the extra place of an even kernel at the beginning.
    if padding == "same" and any(size % 2 == 0 for size in w.shape[2:]):
        return None
    mode = "same" if padding.startswith("same") else padding
    if case.axes == 1:
        return np.convolve(x[0, 0], w[0, 0], mode)[None, None]
    return scipy.signal.convolve2d(
        x[0, 0], w[0, 0], mode, boundary="wrap" if is_wrapped else "fill")[None, None]


def correlate(case: Case, given):
    """conv2d without padding and dilation as a sum of SciPy's correlate2d."""
    x, w = given["input"], given["weight"]
    groups = case.get("groups", 1)
    if set(case.parameters) - {"stride", "groups"} or x.size * w.size > 1e6:
        return None
    per_group = w.shape[0] // groups
    stride = case.get("stride", 1)
    sh, sw = stride if isinstance(stride, list) else (stride, stride)
    bias = given.get("bias", np.zeros(w.shape[0], x.dtype))
    return np.array([[
        bias[oc] + sum(
            scipy.signal.correlate2d(picture[oc // per_group * w.shape[1] + ic], w[oc, ic], "valid")
            for ic in range(w.shape[1]))[::sh, ::sw]
        for oc in range(w.shape[0])] for picture in x], x.dtype)


def linear(case: Case, given):
    return given["input"] @ given["weight"].T + given.get("bias", 0)


def softmax(case: Case, given):
    x, axis = given["input"], case.get("dim", case.get("axis", -1))
    # SciPy takes off an infinite maximum as if it were zero, where the formula gives NaN.
    if not np.isfinite(x.max(axis)).all():
        return None
    return getattr(scipy.special, "softmax" if case.operation == "softmax" else "log_softmax")(
        x, axis)


def along_channels(values, x: np.ndarray, axis: int) -> np.ndarray:
    """One number for all of x, or one for each place on the axis."""
    values = np.asarray(values, float)
    shape = np.ones(x.ndim, int)
    if values.size > 1:
        shape[axis] = -1
    return values.reshape(shape)


def rounded(real: np.ndarray, zero_point, kind: type) -> np.ndarray:
    """Halves to the even neighbour, then the zero point, then within the type; NaN is zero."""
    limits = np.iinfo(kind)
    whole = np.rint(np.nan_to_num(real, nan=0.0))
    return np.clip(whole + zero_point, limits.min, limits.max).astype(kind)


def quantize(case: Case, given):
    x, axis = given["input"].astype(float), case.get("axis", 1)
    real = x / along_channels(case.parameters["scale"], x, axis)
    zero_point = along_channels(case.get("zero_point", 0), x, axis)
    return {"output": rounded(real, zero_point, quantized_type(case)), "real output": real}


def dequantize(case: Case, given, scalar: type):
    q, axis = given["input"].astype(float), case.get("axis", 1)
    zero_point = along_channels(case.get("zero_point", 0), q, axis)
    return ((q - zero_point) * along_channels(case.parameters["scale"], q, axis)).astype(scalar)


def conv_integer(case: Case, given):
    """No peer has this whole: the windows cut out, and products summed group by group."""
    x, w, groups = given["input"].astype(int), given["weight"].astype(int), case.get("groups", 1)
    axes = axes_of(case, x.shape, list(w.shape[2:]))
    x = np.pad(x - case.get("input_zero_point", 0),
               [(0, 0), (0, 0), *[(a.before, a.after) for a in axes]])
    w = w - along_channels(case.get("weight_zero_point", 0), w, 0).astype(int)
    rows, columns = axes
    views = sliding_window_view(x, (rows.reach, columns.reach), (2, 3))[
        :, :, ::rows.stride, ::columns.stride, ::rows.dilation, ::columns.dilation]
    sums = np.concatenate([
        np.einsum("nchwkl,ockl->nohw", xs, ws)
        for xs, ws in zip(np.split(views, groups, 1), np.split(w, groups, 0))], 1)
    sums = sums + given.get("bias", np.zeros(w.shape[0])).astype(int)[None, :, None, None]
    if "output_scale" not in case.parameters:
        return {"output": sums.astype(np.int32)}
    factor = (case.parameters["input_scale"] * np.array(case.parameters["weight_scale"])
              / case.parameters["output_scale"])
    return requantized(case, sums, factor, case.get("output_zero_point", 0))


def requantized(case: Case, sums: np.ndarray, factor, zero_point: int):
    real = sums * along_channels(factor, sums, 1)
    return {"output": rounded(real, zero_point, quantized_type(case)), "real output": real}


OPERATIONS = {
    "conv2d": correlate, "convolve1d": convolve, "convolve2d": convolve, "linear": linear,
    "sigmoid": lambda case, given: scipy.special.expit(given["input"]),
    "tanh": lambda case, given: np.tanh(given["input"]),
    "softmax": softmax, "logSoftmax": softmax,
    "quantize": quantize,
    "conv2dInteger": conv_integer,
    "requantize": lambda case, given: requantized(
        case, given["input"], case.parameters["factor"], case.get("zero_point", 0)),
}


def expected(case: Case, scalar: type) -> dict[str, np.ndarray] | None:
    """The output by its name; with it, where it was rounded, the real value before."""
    whole = case.operation in ("conv2dInteger", "dequantize", "requantize")
    given = {name: x if whole else x.astype(scalar) for name, x in case.tensors.items()}
    if case.operation == "dequantize":
        return {"output": dequantize(case, given, scalar)}
    if case.operation not in OPERATIONS:
        return None
    with np.errstate(all="ignore"):
        output = OPERATIONS[case.operation](case, given)
    return output if output is None or isinstance(output, dict) else {"output": output}
