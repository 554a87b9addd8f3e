"""Transposed convolutions."""

from case import Case, make, numbers


def transposed(operation: str, name: str, x, w, bias: bool = True, **parameters) -> Case:
    """x is [N, IC, sizes], w is [IC, OC/G, kernel sizes]."""
    random = numbers(operation, name)
    tensors = {"input": random.normal(*x), "weight": random.normal(*w)}
    if bias:
        tensors["bias"] = random.normal(w[1] * parameters.get("groups", 1))
    return make(operation, name, tensors, **parameters)


def rows(name, x, w, bias=True, **parameters):
    return transposed("convTranspose1d", name, x, w, bias, **parameters)


def pictures(name, x, w, bias=True, **parameters):
    return transposed("convTranspose2d", name, x, w, bias, **parameters)


CASES = [
    rows("all defaults", (2, 3, 7), (3, 4, 3)),
    rows("no bias", (2, 3, 7), (3, 4, 3), bias=False),
    rows("one number spreads the kernel", (1, 1, 1), (1, 2, 5)),
    rows("stride", (2, 2, 5), (2, 3, 3), stride=2),
    rows("stride beyond the kernel leaves gaps", (1, 2, 4), (2, 3, 2), stride=5),
    rows("padding cuts off", (2, 2, 6), (2, 3, 4), padding=2),
    rows("padding cuts off before only", (1, 2, 6), (2, 3, 4), padding=[3, 0]),
    rows("padding cuts off after only", (1, 2, 6), (2, 3, 4), padding=[0, 2], stride=2),
    rows("output padding", (1, 2, 5), (2, 3, 3), stride=3, padding=1, output_padding=2),
    rows("output padding not below the stride but below the dilation", (1, 2, 5), (2, 3, 3),
         stride=2, dilation=4, output_padding=3),
    rows("output padding with unequal sides", (1, 2, 5), (2, 3, 4), stride=3, padding=[2, 1],
         output_padding=1),
    rows("dilation", (1, 2, 5), (2, 3, 3), dilation=3),
    rows("groups", (2, 4, 5), (4, 3, 3), groups=2, stride=2),
    rows("depthwise", (2, 5, 6), (5, 1, 3), groups=5, stride=2, padding=1),
    rows("called by another spelling", (1, 2, 6), (2, 3, 3), called="conv_transpose1d"),
    rows("everything at once", (3, 4, 6), (4, 3, 3), stride=3, padding=[2, 1], output_padding=2,
         dilation=2, groups=2),
    pictures("all defaults", (2, 3, 5, 4), (3, 4, 3, 2)),
    pictures("no bias", (2, 3, 5, 4), (3, 4, 3, 2), bias=False),
    pictures("one number spreads the kernel", (1, 1, 1, 1), (1, 2, 3, 4)),
    pictures("1×1", (2, 3, 4, 5), (3, 2, 1, 1)),
    pictures("1×1 with stride leaves gaps, where the bias stays", (1, 2, 3, 4), (2, 3, 1, 1),
             stride=3),
    pictures("stride 2, kernel 2: twice the size", (2, 3, 5, 4), (3, 2, 2, 2), stride=2),
    pictures("stride 2, kernel 4, padding 1: twice the size", (1, 3, 5, 4), (3, 2, 4, 4), stride=2,
             padding=1),
    pictures("stride per axis", (1, 2, 4, 5), (2, 3, 3, 2), stride=[3, 2]),
    pictures("stride beyond the kernel", (1, 2, 3, 4), (2, 3, 2, 2), stride=[4, 3]),
    pictures("padding for each axis", (1, 2, 5, 4), (2, 3, 3, 5), padding=[1, 2]),
    pictures("padding all four different", (1, 2, 5, 6), (2, 3, 4, 3), padding=[1, 0, 2, 3]),
    pictures("unequal padding with stride", (2, 2, 4, 5), (2, 3, 3, 4), padding=[0, 2, 1, 1],
             stride=[2, 3]),
    pictures("padding that leaves one pixel", (1, 2, 2, 2), (2, 3, 3, 3), padding=[2, 1, 1, 2]),
    pictures("output padding for each axis", (1, 2, 4, 5), (2, 3, 3, 3), stride=[2, 3], padding=1,
             output_padding=[1, 2]),
    pictures("output padding on one axis only", (1, 2, 4, 5), (2, 3, 3, 3), stride=2, padding=1,
             output_padding=[1, 0]),
    pictures("output padding beyond the kernel's last place", (1, 2, 3, 4), (2, 3, 1, 1), stride=3,
             output_padding=2),
    pictures("output padding not below the stride but below the dilation", (1, 2, 4, 3),
             (2, 3, 2, 3), stride=[1, 2], dilation=[3, 4], output_padding=[2, 3], padding=[1, 0]),
    pictures("output padding with unequal sides", (1, 2, 4, 3), (2, 3, 3, 2), stride=[2, 3],
             padding=[1, 0, 0, 2], output_padding=[1, 2]),
    pictures("dilation per axis", (1, 2, 4, 5), (2, 3, 3, 2), dilation=[2, 3]),
    pictures("dilation with stride and padding", (1, 2, 4, 5), (2, 3, 3, 2), dilation=2, stride=2,
             padding=1),
    pictures("two groups", (2, 4, 4, 3), (4, 3, 3, 2), groups=2),
    pictures("depthwise", (1, 5, 4, 6), (5, 1, 3, 3), groups=5, stride=2, padding=1,
             output_padding=1),
    pictures("three groups, no bias", (1, 6, 4, 5), (6, 2, 2, 3), bias=False, groups=3, stride=2),
    pictures("many channels", (1, 17, 6, 7), (17, 19, 3, 3), stride=2, padding=1),
    pictures("batch of four", (4, 3, 3, 4), (3, 2, 3, 2), stride=2),
    pictures("everything at once", (2, 4, 5, 4), (4, 3, 3, 2), stride=[3, 2], padding=[2, 1, 0, 1],
             output_padding=[1, 1], dilation=[2, 3], groups=2),
]
