"""Convolutions and poolings in PyTorch.

Where PyTorch has the padding, it does it itself. Where it hasn't (unequal sides, the rules of ONNX,
wider than half a pooling window), F.pad goes before; poolings that it hasn't at all (an average with
dilation, unequal sides in ceil mode) are taken over windows cut out by Tensor.unfold.
"""

import torch
import torch.nn.functional as F

from case import Case
from sizes import Axis, axes_of, for_torch_pad, per_axis

CONV = [None, F.conv1d, F.conv2d, F.conv3d]
TRANSPOSED = [None, F.conv_transpose1d, F.conv_transpose2d]
MAX_POOL = [None, F.max_pool1d, F.max_pool2d]
AVG_POOL = [None, F.avg_pool1d, F.avg_pool2d]


def conv(case: Case, given, flipped: bool = False) -> torch.Tensor:
    x, w = given["input"], given["weight"]
    axes = axes_of(case, x.shape, list(w.shape[2:]))
    if flipped:
        w = w.flip(list(range(2, w.ndim)))
    strides = [axis.stride for axis in axes]
    options = {"dilation": [axis.dilation for axis in axes], "groups": case.get("groups", 1)}
    padding, mode = case.get("padding", 0), case.get("padding_mode", "zeros")
    if mode == "zeros" and (padding == "valid" or padding == "same" and set(strides) == {1}):
        # PyTorch's own rule.
        return CONV[case.axes](x, w, given["bias"], strides, padding, **options)
    sides = [(axis.before, axis.after) for axis in axes]
    if mode == "zeros" and all(before == after for before, after in sides):
        before = [before for before, _ in sides]
        return CONV[case.axes](x, w, given["bias"], strides, before, **options)
    padded = F.pad(x, for_torch_pad(sides), mode="constant" if mode == "zeros" else mode)
    return CONV[case.axes](padded, w, given["bias"], strides, 0, **options)


def transposed(case: Case, given) -> torch.Tensor:
    x, w, count = given["input"], given["weight"], case.axes
    options = {"stride": per_axis(case.get("stride", 1), count),
               "output_padding": per_axis(case.get("output_padding", 0), count),
               "dilation": per_axis(case.get("dilation", 1), count),
               "groups": case.get("groups", 1)}
    axes = axes_of(case, x.shape, list(w.shape[2:]))
    if all(axis.before == axis.after for axis in axes):
        before = [axis.before for axis in axes]
        return TRANSPOSED[count](x, w, given["bias"], padding=before, **options)
    whole = TRANSPOSED[count](x, w, given["bias"], padding=0, **options)
    for i, axis in enumerate(axes):
        # Padding of a transposed convolution is cut off its output.
        whole = whole.narrow(2 + i, axis.before, whole.shape[2 + i] - axis.before - axis.after)
    return whole


def is_native(case: Case, axes: list[Axis]) -> bool:
    """Whether PyTorch's own pooling can do it: equal sides, half the window at most."""
    return all(axis.before == axis.after and 2 * axis.before <= axis.kernel for axis in axes)


def windows(x: torch.Tensor, axes: list[Axis], fill: float) -> torch.Tensor:
    """All windows, [N, C, outputs, places]; what isn't on the input is `fill`."""
    x = F.pad(x, for_torch_pad((a.before, a.after + a.beyond) for a in axes), value=fill)
    for i, axis in enumerate(axes):
        x = x.unfold(2 + i, axis.reach, axis.stride)[..., :: axis.dilation]
    return x.flatten(2 + len(axes))


def max_pool(case: Case, given) -> torch.Tensor:
    x = given["input"]
    axes = axes_of(case, x.shape, case.parameters["kernel_size"])
    if not is_native(case, axes):
        return windows(x, axes, -torch.inf).max(-1).values
    return MAX_POOL[case.axes](
        x, [a.kernel for a in axes], [a.stride for a in axes], [a.before for a in axes],
        [a.dilation for a in axes], ceil_mode=bool(case.get("ceil_mode", False)))


def avg_pool(case: Case, given) -> torch.Tensor:
    x = given["input"]
    counts_padding = case.get("count_include_pad", True)
    axes = axes_of(case, x.shape, case.parameters["kernel_size"])
    if is_native(case, axes) and all(axis.dilation == 1 for axis in axes):
        return AVG_POOL[case.axes](
            x, [a.kernel for a in axes], [a.stride for a in axes], [a.before for a in axes],
            ceil_mode=bool(case.get("ceil_mode", False)), count_include_pad=counts_padding)
    ones = torch.ones_like(x)
    if counts_padding:
        ones = F.pad(ones, for_torch_pad((a.before, a.after) for a in axes), value=1)
        within = [Axis(a.size + a.before + a.after, a.kernel, a.stride, a.dilation, 0, 0, True)
                  for a in axes]
        # As many windows as there are, which ceil mode counts by the input without its padding.
        counts = windows(ones, within, 0).sum(-1)
        counts = counts[(..., *[slice(a.output) for a in axes])]
    else:
        counts = windows(ones, axes, 0).sum(-1)
    return windows(x, axes, 0).sum(-1) / counts.clamp(min=1)


OPERATIONS = {
    **{f"conv{n}d": conv for n in (1, 2, 3)},
    **{f"convolve{n}d": lambda case, given: conv(case, given, flipped=True) for n in (1, 2)},
    "conv2dReLU": lambda case, given: conv(case, given).relu(),
    **{f"convTranspose{n}d": transposed for n in (1, 2)},
    **{f"maxPool{n}d": max_pool for n in (1, 2)},
    **{f"avgPool{n}d": avg_pool for n in (1, 2)},
    # amax would share the gradient of a tie; adaptive pooling gives it to the first.
    "globalMaxPool2d": lambda case, given: F.adaptive_max_pool2d(given["input"], 1),
    "globalAvgPool2d": lambda case, given: given["input"].mean((2, 3), keepdim=True),
    "adaptiveAvgPool2d": lambda case, given: F.adaptive_avg_pool2d(
        given["input"], case.parameters["output_size"]),
}
