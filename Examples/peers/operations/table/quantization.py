"""Small whole numbers in place of reals, and the convolution in them."""

import numpy as np

from case import Case, make, numbers

I8, U8, I32 = np.int8, np.uint8, np.int32
NAN, INF = float("nan"), float("inf")
TIES = [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 126.5, 127.5, -128.5, -127.5, 0.0, -0.0]


def single(*scales: float) -> list[float]:
    """Scales that a Float holds, so that every peer divides by the same."""
    return [float(np.float32(scale)) for scale in scales]


def quantize(name: str, x, scale, **parameters) -> Case:
    values = np.asarray(x, float) if isinstance(x, list) else (
        20 * numbers("quantize", name).normal(*x))
    return make("quantize", name, {"input": values}, scale=scale, **parameters)


def dequantize(name: str, x, kind, scale, **parameters) -> Case:
    limits = np.iinfo(kind)
    values = numbers("dequantize", name).whole(limits.min, limits.max, *x, dtype=kind)
    return make("dequantize", name, {"input": values}, scale=scale, **parameters)


def conv(name: str, x, w, kinds=(I8, I8), bias=None, **parameters) -> Case:
    """kinds: the element types of x and w; bias: its element type, or None."""
    random = numbers("conv2dInteger", name)

    def over_the_range(kind, shape):
        return random.whole(np.iinfo(kind).min, np.iinfo(kind).max, *shape, dtype=kind)

    tensors = {"input": over_the_range(kinds[0], x), "weight": over_the_range(kinds[1], w),
               "bias": random.whole(-9999, 9999, w[0], dtype=bias) if bias else None}
    return make("conv2dInteger", name, tensors, **parameters)


def requantize(name: str, x, factor, **parameters) -> Case:
    sums = numbers("requantize", name).whole(-20000, 20000, *x, dtype=I32)
    return make("requantize", name, {"input": sums}, factor=factor, **parameters)


SCALE = single(0.17)[0]
SCALES = single(0.11, 0.29, 0.53)

QUANTIZE = [
    quantize("int8 unless told", (3, 4, 5), SCALE),
    quantize("uint8", (3, 4, 5), SCALE, dtype="uint8", zero_point=128),
    quantize("zero point", (3, 4, 5), SCALE, zero_point=-7),
    quantize("PyTorch's name of int8", (3, 4), SCALE, zero_point=3, dtype="qint8"),
    quantize("PyTorch's name of uint8", (3, 4), SCALE, zero_point=100, dtype="quint8"),
    quantize("a scale for each channel", (2, 3, 4, 5), SCALES),
    quantize("scale and zero point for each channel", (2, 3, 4), SCALES, zero_point=[1, -5, 9]),
    quantize("channels on the first axis", (3, 4, 5), SCALES, zero_point=[1, -5, 9], axis=0),
    quantize("channels on the last axis", (4, 2, 3), SCALES, zero_point=[0, 128, 255], axis=-1,
             dtype="uint8"),
    quantize("scales in a file", (2, 3, 4), np.array(SCALES), zero_point=[2, 0, -2]),
    quantize("halves go to the even neighbour", TIES, 1.0, exact=True),
    quantize("halves of another scale", [x / 4 for x in TIES], 0.25, exact=True),
    # Some would round after adding the zero point, and get the other neighbour.
    quantize("halves are rounded before an odd zero point is added", TIES, 1.0, zero_point=3,
             exact=True),
    quantize("halves as uint8", TIES, 1.0, zero_point=128, dtype="uint8", exact=True),
    quantize("what is too large or too small stops at the ends",
             [1e3, -1e3, 1e9, -1e9, 3e38, -3e38, 12.7, -12.8, 12.75, -12.85], single(0.1)[0]),
    quantize("the ends of uint8", [1e3, -1e3, 1e9, -1e9, 25.5, 0.0, -0.1], single(0.1)[0],
             dtype="uint8"),
    quantize("infinities stop at the ends, a NaN is the zero point", [INF, -INF, NAN, 1.0], 0.5,
             zero_point=5),
    quantize("large scale", (4, 5), 64.0),
    quantize("small scale", (4, 5), single(1e-3)[0]),
    quantize("called by ONNX's name", (4, 5), SCALE, called="QuantizeLinear"),
    quantize("called by PyTorch's name", (4, 5), SCALE, called="quantize_per_tensor"),
]

DEQUANTIZE = [
    dequantize("int8", (3, 4, 5), I8, SCALE),
    dequantize("uint8", (3, 4, 5), U8, SCALE, zero_point=128),
    dequantize("zero point", (3, 4, 5), I8, SCALE, zero_point=-128),
    dequantize("a scale for each channel", (2, 3, 4, 5), I8, SCALES),
    dequantize("scale and zero point for each channel", (2, 3, 4), U8, SCALES,
               zero_point=[1, 255, 0]),
    dequantize("channels on the first axis", (3, 4, 5), I8, SCALES, zero_point=[1, -5, 9], axis=0),
    dequantize("channels on the last axis", (4, 2, 3), I8, SCALES, axis=-1),
    dequantize("scales in a file", (2, 3, 4), I8, np.array(SCALES), zero_point=[2, 0, -2]),
    dequantize("called by ONNX's name", (4, 5), I8, SCALE, called="DequantizeLinear"),
]

X, W = (2, 3, 7, 6), (4, 3, 3, 2)
OUT = {"input_scale": single(0.02)[0], "weight_scale": single(0.01)[0],
       "output_scale": single(1.3)[0]}
PER_CHANNEL = {**OUT, "weight_scale": single(0.01, 0.02, 0.005, 0.013)}

CONV = [
    conv("int8 by int8", X, W),
    conv("uint8 by int8", X, W, (U8, I8)),
    conv("int8 by uint8", X, W, (I8, U8)),
    conv("uint8 by uint8", X, W, (U8, U8)),
    conv("zero point of the input", X, W, (U8, I8), input_zero_point=128),
    conv("zero points of both", X, W, (U8, U8), input_zero_point=7, weight_zero_point=130),
    conv("zero points below zero", X, W, (I8, I8), input_zero_point=-128, weight_zero_point=-3),
    conv("a zero point for each output channel", X, W, (U8, U8), input_zero_point=100,
         weight_zero_point=[0, 128, 255, 3]),
    conv("a zero point for each output channel, int8", X, W, (I8, I8), input_zero_point=5,
         weight_zero_point=[-128, 0, 127, 9]),
    conv("padding holds the zero point", X, W, (U8, I8), input_zero_point=200, padding=2),
    conv("padding all four different", X, W, (U8, I8), input_zero_point=31, padding=[1, 0, 2, 3]),
    conv("stride", (1, 3, 9, 8), (4, 3, 3, 2), (U8, I8), input_zero_point=9, stride=[2, 3]),
    conv("dilation", (1, 2, 9, 10), (3, 2, 3, 3), (I8, I8), dilation=[2, 3], input_zero_point=-9),
    conv("groups", (2, 4, 6, 5), (6, 2, 3, 2), (U8, I8), groups=2, input_zero_point=77, padding=1),
    conv("depthwise", (1, 5, 7, 8), (5, 1, 3, 3), (U8, I8), groups=5, input_zero_point=128,
         padding=1),
    conv("1×1", (2, 9, 4, 5), (7, 9, 1, 1), (U8, U8), input_zero_point=3, weight_zero_point=5),
    conv("same", (1, 2, 7, 6), (3, 2, 2, 4), (U8, I8), input_zero_point=8, padding="same"),
    conv("same-lower with stride", (1, 2, 7, 8), (3, 2, 2, 4), (U8, I8), input_zero_point=8,
         padding="same-lower", stride=[1, 2]),
    conv("bias of int32", X, W, (U8, I8), I32, input_zero_point=128),
    conv("bias in a file of int64", X, W, (I8, I8), np.int64, padding=1),
    conv("many products", (1, 64, 6, 5), (5, 64, 3, 3), (U8, I8), input_zero_point=12, padding=1),
    conv("called ConvInteger", X, W, (U8, I8), called="ConvInteger", input_zero_point=2),
    conv("quantised result", X, W, (I8, I8), **OUT),
    conv("quantised result of uint8", X, W, (U8, U8), I32, input_zero_point=120,
         weight_zero_point=131, output_zero_point=128, dtype="uint8", **OUT),
    conv("quantised result, a scale for each output channel", X, W, (U8, I8), I32,
         input_zero_point=128, output_zero_point=-9, **PER_CHANNEL),
    conv("quantised result, scales and zero points for each output channel", X, W, (U8, U8), I32,
         input_zero_point=128, weight_zero_point=[0, 128, 255, 3], output_zero_point=7,
         dtype="uint8", **PER_CHANNEL),
    conv("quantised result that stops at the ends", X, W, (I8, I8),
         **{**OUT, "output_scale": 0.125}),
    conv("quantised result with padding and stride, called QLinearConv", (1, 3, 9, 8), W, (U8, I8),
         I32, called="QLinearConv", input_zero_point=111, output_zero_point=1, padding=[1, 0, 2, 1],
         stride=2, **OUT),
    conv("quantised result, depthwise, a scale for each channel", (1, 4, 7, 8), (4, 1, 3, 3),
         (U8, I8), I32, groups=4, input_zero_point=128, padding=1, output_zero_point=128,
         dtype="uint8", **PER_CHANNEL),
    conv("halves in the result go to the even neighbour", (1, 1, 9, 7), (2, 1, 1, 1), (I8, I8),
         input_scale=0.5, weight_scale=0.25, output_scale=1.0, output_zero_point=3, exact=True),
]

REQUANTIZE = [
    requantize("one factor", (2, 3, 4, 5), 0.0037),
    requantize("a factor for each channel", (2, 3, 4, 5), [0.0037, 0.011, 0.0009]),
    requantize("zero point", (2, 3, 4, 5), 0.0037, zero_point=-17),
    requantize("uint8", (2, 3, 4, 5), 0.0037, zero_point=128, dtype="uint8"),
    requantize("what is too large stops at the ends", (2, 3, 4, 5), 0.5),
    requantize("halves go to the even neighbour", (2, 2, 9, 8), 1 / 128, exact=True),
    requantize("halves before an odd zero point", (2, 2, 9, 8), 1 / 128, zero_point=5, exact=True),
    requantize("factors in a file", (2, 3, 4, 5), np.array([0.0037, 0.011, 0.0009])),
]

CASES = QUANTIZE + DEQUANTIZE + CONV + REQUANTIZE
