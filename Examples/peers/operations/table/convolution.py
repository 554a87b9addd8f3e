"""Convolutions of rows, pictures and volumes, and the mathematician's, which flip."""

from case import Case, make, numbers


def conv(operation: str, name: str, x, w, bias: bool = True, **parameters) -> Case:
    """x is [N, IC, sizes], w is [OC, IC/G, kernel sizes]."""
    random = numbers(operation, name)
    tensors = {"input": random.normal(*x), "weight": random.normal(*w)}
    if bias:
        tensors["bias"] = random.normal(w[0])
    return make(operation, name, tensors, **parameters)


def rows(name, x, w, bias=True, **parameters):
    return conv("conv1d", name, x, w, bias, **parameters)


def pictures(name, x, w, bias=True, **parameters):
    return conv("conv2d", name, x, w, bias, **parameters)


def volumes(name, x, w, bias=True, **parameters):
    return conv("conv3d", name, x, w, bias, **parameters)


ROWS = [
    rows("all defaults", (2, 3, 11), (4, 3, 3)),
    rows("no bias", (2, 3, 11), (4, 3, 3), bias=False),
    rows("one number in, one out", (1, 1, 1), (1, 1, 1)),
    rows("kernel of one place mixes channels only", (2, 5, 7), (3, 5, 1)),
    rows("kernel as long as the input", (2, 2, 6), (3, 2, 6)),
    rows("stride leaves a remainder", (1, 2, 12), (3, 2, 3), stride=2),
    rows("stride beyond the kernel skips inputs", (2, 2, 17), (3, 2, 2), stride=5),
    rows("padding on both sides", (2, 2, 7), (3, 2, 3), padding=2),
    rows("padding before only", (1, 3, 8), (2, 3, 3), padding=[2, 0]),
    rows("padding after only", (1, 3, 8), (2, 3, 3), padding=[0, 3]),
    rows("padding wider than the kernel", (1, 1, 4), (2, 1, 2), padding=5),
    rows("causal: dilated, padded before by its reach less one", (1, 2, 20), (2, 2, 3),
         dilation=4, padding=[8, 0]),
    rows("dilation", (1, 2, 13), (2, 2, 4), dilation=3),
    rows("kernel and dilation reach exactly over the input", (1, 2, 10), (2, 2, 4), dilation=3),
    rows("groups", (2, 6, 9), (4, 3, 3), groups=2),
    rows("depthwise", (2, 5, 9), (5, 1, 3), groups=5, padding=1),
    rows("same, odd kernel", (1, 2, 9), (2, 2, 5), padding="same"),
    rows("same, even kernel: the extra place at the end", (1, 2, 9), (2, 2, 4), padding="same"),
    rows("same-lower, even kernel: the extra place at the beginning", (1, 2, 9), (2, 2, 4),
         padding="same-lower"),
    rows("same, even kernel with dilation", (1, 2, 12), (2, 2, 4), padding="same", dilation=3),
    rows("full", (1, 2, 5), (3, 2, 4), padding="full"),
    rows("valid", (1, 2, 8), (3, 2, 4), padding="valid", stride=2),
    rows("reflect, unequal sides", (2, 2, 6), (2, 2, 3), padding=[3, 1], padding_mode="reflect"),
    rows("replicate", (2, 2, 4), (2, 2, 3), padding=6, padding_mode="replicate"),
    rows("circular, all the way round", (2, 2, 5), (2, 2, 3), padding=5, padding_mode="circular"),
    rows("everything at once", (3, 4, 23), (6, 2, 3), stride=3, padding=[2, 4], dilation=2,
         groups=2),
    rows("longer than any vector", (1, 3, 1031), (5, 3, 7), padding=3),
]

PICTURES = [
    pictures("all defaults", (2, 3, 9, 7), (4, 3, 3, 2)),
    pictures("no bias", (2, 3, 9, 7), (4, 3, 3, 2), bias=False),
    pictures("called by another spelling", (1, 2, 5, 6), (3, 2, 3, 3), called="Conv2D"),
    pictures("files of float64", (1, 2, 5, 6), (3, 2, 3, 3), stored="float64"),
    pictures("one number in, one out", (1, 1, 1, 1), (1, 1, 1, 1)),
    pictures("1×1 mixes channels only", (2, 7, 5, 6), (3, 7, 1, 1)),
    pictures("1×1 with stride", (2, 7, 5, 6), (3, 7, 1, 1), stride=2),
    pictures("kernel as large as the input", (2, 3, 5, 4), (6, 3, 5, 4)),
    pictures("kernel larger than the unpadded input", (1, 2, 3, 2), (2, 2, 5, 4), padding=1),
    pictures("batch of one", (1, 3, 8, 6), (5, 3, 3, 3), padding=1),
    pictures("batch of three", (3, 3, 8, 6), (5, 3, 3, 3), padding=1),
    pictures("batch of four", (4, 2, 6, 5), (3, 2, 3, 3), padding=1),
    pictures("one output pixel", (2, 3, 3, 5), (4, 3, 3, 5)),
    pictures("stride leaves a remainder", (2, 3, 10, 8), (4, 3, 3, 3), stride=2),
    pictures("stride per axis", (2, 2, 11, 13), (3, 2, 3, 2), stride=[3, 2]),
    pictures("stride beyond the kernel", (1, 2, 13, 12), (3, 2, 2, 3), stride=[4, 5]),
    pictures("stride beyond the input", (1, 2, 5, 4), (3, 2, 2, 2), stride=9),
    pictures("padding for each axis", (2, 2, 5, 6), (3, 2, 3, 3), padding=[0, 2]),
    pictures("padding all four different", (1, 2, 6, 5), (3, 2, 3, 2), padding=[1, 0, 2, 3]),
    pictures("padding above and left only", (1, 2, 6, 5), (3, 2, 3, 3), padding=[2, 1, 0, 0]),
    pictures("padding wider than the kernel", (1, 2, 3, 4), (2, 2, 2, 2), padding=[4, 3]),
    pictures("unequal padding with stride", (1, 2, 9, 8), (3, 2, 4, 3), padding=[0, 1, 1, 2],
             stride=[2, 3]),
    pictures("dilation per axis", (1, 2, 11, 9), (3, 2, 3, 3), dilation=[3, 2]),
    pictures("dilation, stride and padding", (2, 2, 12, 11), (3, 2, 3, 2), dilation=2,
             stride=[2, 1], padding=[2, 1]),
    pictures("dilation of a 1×1 kernel does nothing", (1, 2, 4, 5), (3, 2, 1, 1), dilation=5),
    pictures("two groups", (2, 4, 7, 6), (6, 2, 3, 3), groups=2),
    pictures("three groups, more in than out", (1, 9, 6, 7), (3, 3, 3, 2), groups=3, padding=1),
    pictures("depthwise", (2, 6, 8, 7), (6, 1, 3, 3), groups=6, padding=1),
    pictures("depthwise with a multiplier of two", (2, 5, 8, 7), (10, 1, 3, 3), groups=5),
    pictures("depthwise with stride and dilation", (1, 4, 13, 11), (4, 1, 3, 3), groups=4,
             stride=2, dilation=2, padding=2),
    pictures("depthwise 5×5, same", (1, 3, 9, 10), (3, 1, 5, 5), groups=3, padding="same"),
    pictures("same, odd kernel", (1, 2, 8, 7), (3, 2, 3, 5), padding="same"),
    pictures("same, even kernel", (1, 2, 8, 7), (3, 2, 2, 4), padding="same"),
    pictures("same, even kernel with dilation", (1, 2, 9, 8), (3, 2, 4, 2), padding="same",
             dilation=[2, 3]),
    pictures("same-lower, even kernel", (1, 2, 8, 7), (3, 2, 2, 4), padding="same-lower"),
    pictures("same with stride", (1, 2, 10, 9), (3, 2, 3, 4), padding="same", stride=[3, 2]),
    pictures("same-lower with stride", (1, 2, 10, 9), (3, 2, 3, 4), padding="same-lower",
             stride=[3, 2]),
    pictures("same where the stride needs no padding", (1, 2, 9, 8), (2, 2, 1, 2),
             padding="same", stride=[2, 2]),
    pictures("same, reflected", (1, 2, 8, 7), (3, 2, 3, 4), padding="same",
             padding_mode="reflect"),
    pictures("valid", (1, 2, 8, 7), (3, 2, 3, 5), padding="valid"),
    pictures("full", (1, 2, 5, 6), (3, 2, 3, 2), padding="full"),
    pictures("full with dilation", (1, 2, 5, 6), (3, 2, 3, 2), padding="full", dilation=[2, 3]),
    pictures("reflect", (2, 2, 6, 5), (3, 2, 3, 3), padding=2, padding_mode="reflect"),
    pictures("reflect, unequal sides, as far as it goes", (1, 2, 5, 4), (3, 2, 3, 3),
             padding=[4, 0, 1, 3], padding_mode="reflect"),
    pictures("replicate", (2, 2, 6, 5), (3, 2, 3, 3), padding=[1, 2], padding_mode="replicate"),
    pictures("replicate, wider than the input", (1, 2, 2, 3), (3, 2, 3, 2),
             padding=[5, 0, 4, 7], padding_mode="replicate"),
    pictures("circular", (2, 2, 6, 5), (3, 2, 3, 3), padding=1, padding_mode="circular"),
    pictures("circular, unequal sides, all the way round", (1, 2, 4, 3), (3, 2, 3, 2),
             padding=[4, 0, 1, 3], padding_mode="circular"),
    pictures("circular with stride, dilation and groups", (1, 4, 8, 9), (4, 2, 3, 2),
             padding=[2, 3], padding_mode="circular", stride=2, dilation=[1, 3], groups=2),
    pictures("3×3 with channels no multiple of a tile", (1, 17, 13, 19), (19, 17, 3, 3),
             padding=1),
    pictures("5×5 with many channels", (1, 16, 12, 11), (24, 16, 5, 5), padding=2),
    pictures("7×7 with stride 2, as networks begin", (1, 3, 23, 29), (8, 3, 7, 7), stride=2,
             padding=3),
    pictures("1×1 with many channels", (2, 67, 9, 7), (33, 67, 1, 1)),
    pictures("a row is a picture of height 1", (2, 3, 1, 15), (4, 3, 1, 4), padding=[0, 2]),
    pictures("a column is a picture of width 1", (2, 3, 15, 1), (4, 3, 4, 1), padding=[2, 0]),
    pictures("more than 2000 products for an output", (1, 230, 4, 5), (3, 230, 3, 3)),
]

VOLUMES = [
    volumes("all defaults", (2, 2, 5, 6, 4), (3, 2, 3, 2, 2)),
    volumes("no bias", (1, 2, 5, 6, 4), (3, 2, 3, 2, 2), bias=False),
    volumes("stride per axis", (1, 2, 7, 8, 9), (3, 2, 2, 3, 2), stride=[3, 1, 2]),
    volumes("padding for each axis", (1, 2, 4, 3, 5), (2, 2, 3, 3, 3), padding=[2, 0, 1]),
    volumes("padding all six different", (1, 1, 3, 4, 5), (2, 1, 2, 3, 3),
            padding=[0, 1, 2, 3, 4, 5]),
    volumes("dilation per axis", (1, 2, 7, 6, 9), (2, 2, 3, 2, 3), dilation=[2, 3, 4]),
    volumes("groups", (2, 4, 4, 5, 3), (6, 2, 2, 2, 3), groups=2),
    volumes("depthwise", (1, 3, 5, 4, 6), (3, 1, 3, 3, 3), groups=3, padding=1),
    volumes("same, odd and even kernels", (1, 2, 5, 6, 7), (2, 2, 2, 3, 4), padding="same"),
    volumes("same-lower with stride", (1, 2, 5, 6, 8), (2, 2, 2, 3, 4), padding="same-lower",
            stride=[2, 1, 3]),
    volumes("full", (1, 2, 3, 2, 4), (2, 2, 2, 3, 2), padding="full"),
    volumes("reflect, unequal sides", (1, 2, 4, 3, 5), (2, 2, 3, 2, 2), padding=[1, 2, 0, 3, 0, 4],
            padding_mode="reflect"),
    volumes("replicate", (1, 2, 3, 2, 4), (2, 2, 3, 2, 2), padding=[1, 2, 3],
            padding_mode="replicate"),
    volumes("circular, unequal sides", (1, 2, 3, 4, 2), (2, 2, 2, 2, 3), padding=[1, 4, 0, 3, 0, 2],
            padding_mode="circular"),
    volumes("1×1×1", (2, 3, 2, 3, 4), (5, 3, 1, 1, 1)),
    volumes("kernel as large as the input", (2, 2, 3, 4, 5), (3, 2, 3, 4, 5)),
    volumes("everything at once", (2, 4, 8, 7, 9), (4, 2, 2, 3, 2), stride=[2, 1, 3],
            padding=[1, 2, 0, 2, 1, 1], dilation=[2, 1, 3], groups=2),
]

FLIPPED = [
    conv("convolve1d", "NumPy's convolve, all of it", (1, 1, 9), (1, 1, 4), False, padding="full"),
    conv("convolve1d", "NumPy's convolve, valid", (1, 1, 9), (1, 1, 4), False),
    conv("convolve1d", "NumPy's same, odd kernel", (1, 1, 9), (1, 1, 5), False, padding="same"),
    conv("convolve1d", "NumPy's same is same-lower for an even kernel", (1, 1, 9), (1, 1, 4), False,
         padding="same-lower"),
    conv("convolve1d", "channels and bias", (2, 3, 10), (4, 3, 3), padding=1),
    conv("convolve1d", "stride, dilation and groups", (2, 4, 17), (6, 2, 3), stride=2, dilation=3,
         groups=2, padding=[3, 1]),
    conv("convolve1d", "same, even kernel: the padding isn't flipped", (1, 2, 9), (2, 2, 4),
         padding="same"),
    conv("convolve1d", "reflect", (1, 2, 7), (2, 2, 3), padding=[1, 4], padding_mode="reflect"),
    conv("convolve2d", "SciPy's convolve2d, all of it", (1, 1, 6, 8), (1, 1, 3, 4), False,
         padding="full"),
    conv("convolve2d", "SciPy's convolve2d, valid", (1, 1, 6, 8), (1, 1, 3, 4), False),
    conv("convolve2d", "SciPy's same is same-lower", (1, 1, 6, 8), (1, 1, 2, 4), False,
         padding="same-lower"),
    conv("convolve2d", "SciPy's wrap is circular", (1, 1, 6, 8), (1, 1, 3, 4), False,
         padding="same-lower", padding_mode="circular"),
    conv("convolve2d", "channels and bias", (2, 3, 7, 6), (4, 3, 3, 2), padding=1),
    conv("convolve2d", "stride, dilation and groups", (2, 4, 11, 9), (6, 2, 3, 2), stride=[2, 1],
         dilation=[1, 3], groups=2, padding=[1, 0, 2, 3]),
    conv("convolve2d", "same, even kernel: the padding isn't flipped", (1, 2, 6, 7), (2, 2, 2, 4),
         padding="same"),
    conv("convolve2d", "depthwise", (1, 4, 6, 5), (4, 1, 3, 2), groups=4),
    conv("convolve2d", "replicate", (1, 2, 4, 5), (2, 2, 3, 3), padding=[3, 1],
         padding_mode="replicate"),
]

WITH_RELU = [
    conv("conv2dReLU", "all defaults", (2, 3, 9, 7), (4, 3, 3, 2)),
    conv("conv2dReLU", "no bias", (2, 3, 9, 7), (4, 3, 3, 2), False),
    conv("conv2dReLU", "stride and padding", (1, 3, 10, 11), (5, 3, 3, 3), stride=2, padding=1),
    conv("conv2dReLU", "depthwise", (1, 6, 9, 8), (6, 1, 3, 3), groups=6, padding=1),
    conv("conv2dReLU", "1×1", (2, 9, 6, 5), (7, 9, 1, 1)),
    conv("conv2dReLU", "3×3 with many channels", (1, 16, 13, 14), (18, 16, 3, 3), padding=1),
    conv("conv2dReLU", "dilation and circular padding", (1, 2, 7, 6), (3, 2, 3, 2), dilation=2,
         padding=2, padding_mode="circular"),
]

CASES = ROWS + PICTURES + VOLUMES + FLIPPED + WITH_RELU
