"""Pooling: the largest number of a window, or the mean."""

import numpy as np

from case import Case, make, numbers

NAN, INF = float("nan"), float("inf")


def pool(operation: str, name: str, x, **parameters) -> Case:
    """x is a shape, filled at random, or the numbers themselves."""
    values = numbers(operation, name).normal(*x) if isinstance(x, tuple) else np.asarray(x, float)
    return make(operation, name, {"input": values}, **parameters)


def ties(operation: str, name: str, x, **parameters) -> Case:
    """Few different whole numbers, so that most windows have several largest ones."""
    values = numbers(operation, name).whole(0, 2, *x).astype(float)
    return make(operation, name, {"input": values}, **parameters)


def negative(operation: str, name: str, x, **parameters) -> Case:
    """Numbers below zero: a zero of the padding would win."""
    values = numbers(operation, name).uniform(-9, -1, *x)
    return make(operation, name, {"input": values}, **parameters)


def windows(operation: str, sizes) -> list[Case]:
    """What both poolings and both dimensions have in common; sizes(a, b) is a shape or a list."""
    def case(name, x, **parameters):
        return pool(operation, name, x, **parameters)

    s = sizes
    return [
        case("the stride is the kernel's size", (2, 3, *s(9, 8)), kernel_size=s(3, 2)),
        case("one kernel size for every axis", (2, 3, *s(8, 7)), kernel_size=2),
        case("windows overlap", (2, 2, *s(9, 10)), kernel_size=s(3, 4), stride=s(2, 1)),
        case("windows of one place", (1, 2, *s(5, 4)), kernel_size=1),
        case("windows of one place with stride", (1, 2, *s(7, 6)), kernel_size=1, stride=s(2, 3)),
        case("window as large as the input", (2, 3, *s(5, 6)), kernel_size=list(s(5, 6))),
        case("stride beyond the window", (1, 2, *s(13, 11)), kernel_size=s(2, 3), stride=s(5, 4)),
        case("stride leaves a remainder, which is dropped", (1, 2, *s(10, 9)), kernel_size=3,
             stride=2),
        case("padding", (2, 2, *s(7, 8)), kernel_size=3, stride=2, padding=1),
        case("padding more than half the window", (1, 2, *s(6, 5)), kernel_size=s(4, 3), stride=2,
             padding=s(3, 2)),
        case("ceil mode keeps the remainder", (2, 2, *s(8, 9)), kernel_size=3, stride=s(2, 3),
             ceil_mode=True),
        case("ceil mode where nothing remains", (1, 2, *s(9, 7)), kernel_size=3, stride=2,
             ceil_mode=True),
        case("ceil mode drops a window that would begin on the padding", (1, 2, *s(5, 3)),
             kernel_size=2, stride=2, padding=1, ceil_mode=True),
        case("ceil mode, the last window hangs over by two", (1, 2, *s(7, 10)), kernel_size=3,
             stride=3, ceil_mode=True),
        case("ceil mode with padding", (1, 2, *s(8, 6)), kernel_size=s(4, 3), stride=3, padding=1,
             ceil_mode=True),
        case("ceil mode off, said with a word", (1, 2, *s(8, 6)), kernel_size=3, stride=2,
             ceil_mode=False),
        case("dilation", (1, 2, *s(11, 9)), kernel_size=s(3, 2), stride=1, dilation=s(2, 3)),
        case("dilation with stride, padding and ceil mode", (1, 2, *s(10, 11)), kernel_size=3,
             stride=s(3, 2), padding=2, dilation=2, ceil_mode=True),
        case("a dilated window holds nothing but padding", (1, 1, *s(2, 2)), kernel_size=2,
             stride=1, padding=2, dilation=4),
        case("same", (1, 2, *s(8, 7)), kernel_size=s(3, 2), stride=1, padding="same"),
        case("same-lower with stride", (1, 2, *s(9, 8)), kernel_size=s(4, 3), stride=2,
             padding="same-lower"),
    ]


ROWS_UNEQUAL = {"kernel_size": 3, "stride": 2, "padding": [2, 0]}
PICTURES_UNEQUAL = {"kernel_size": [3, 4], "stride": [2, 1], "padding": [2, 0, 1, 3]}

MAXIMA = [
    *windows("maxPool1d", lambda a, b: (a,)),
    pool("maxPool1d", "unequal padding", (1, 2, 9), **ROWS_UNEQUAL),
    ties("maxPool1d", "a tie goes to the first", (2, 3, 24), kernel_size=4, stride=2),
    negative("maxPool1d", "padding never wins over numbers below zero", (1, 2, 7), kernel_size=3,
             stride=2, padding=1),
    pool("maxPool1d", "a NaN wins", [[[1, NAN, 3, 2, 5, 4, 0, -1]]], kernel_size=2),
    pool("maxPool1d", "−∞ only, the first of them has the gradient",
         [[[-INF, -INF, -INF, 2, -INF, 1]]], kernel_size=3),
    *windows("maxPool2d", lambda a, b: (a, b)),
    pool("maxPool2d", "unequal padding", (1, 2, 9, 8), **PICTURES_UNEQUAL),
    pool("maxPool2d", "unequal padding with ceil mode", (1, 2, 9, 8), ceil_mode=True,
         kernel_size=[3, 4], stride=[3, 2], padding=[0, 1, 2, 3]),
    pool("maxPool2d", "unequal padding with dilation", (1, 2, 9, 8), dilation=[2, 3],
         kernel_size=[3, 2], stride=[2, 1], padding=[3, 0, 1, 2]),
    ties("maxPool2d", "a tie goes to the first in row order", (2, 3, 9, 12), kernel_size=[3, 4]),
    ties("maxPool2d", "ties in windows that overlap", (1, 2, 9, 8), kernel_size=3, stride=1,
         padding=1),
    ties("maxPool2d", "ties under dilation", (1, 2, 9, 8), kernel_size=3, stride=2, dilation=2,
         padding=1),
    make("maxPool2d", "all numbers equal", {"input": np.full((1, 2, 6, 8), 0.5)}, kernel_size=2),
    negative("maxPool2d", "padding never wins over numbers below zero", (1, 2, 7, 6),
             kernel_size=3, stride=2, padding=1),
    negative("maxPool2d", "nor what lies beyond it in ceil mode", (1, 2, 6, 7), kernel_size=3,
             stride=2, padding=1, ceil_mode=True),
    pool("maxPool2d", "a NaN wins", [[[[1, NAN, 3, 2], [4, 0, 9, INF], [5, 6, 7, 8],
                                       [0, -1, 2, NAN]]]], kernel_size=2),
    pool("maxPool2d", "a NaN wins in every window that it lies under",
         [[[[1, 2, 3], [4, NAN, 6], [7, 8, 9]]]], kernel_size=2, stride=1),
    pool("maxPool2d", "−∞ only", [[[[-INF, -INF, 1, -INF], [-INF, -INF, 0, -INF]]]],
         kernel_size=2),
    pool("maxPool2d", "called by another spelling", (1, 2, 6, 5), kernel_size=2,
         called="max_pool2d"),
    pool("maxPool2d", "many channels", (2, 37, 9, 11), kernel_size=2),
    pool("maxPool2d", "3×3 with stride 2, as networks have it", (1, 5, 28, 29), kernel_size=3,
         stride=2, padding=1),
]

MEANS = [
    *windows("avgPool1d", lambda a, b: (a,)),
    pool("avgPool1d", "padding doesn't count", (1, 2, 7), kernel_size=3, stride=2, padding=1,
         count_include_pad=False),
    pool("avgPool1d", "ceil mode, padding doesn't count", (1, 2, 8), kernel_size=4, stride=3,
         padding=2, ceil_mode=True, count_include_pad=False),
    pool("avgPool1d", "unequal padding", (1, 2, 9), **ROWS_UNEQUAL),
    pool("avgPool1d", "unequal padding that doesn't count", (1, 2, 9), count_include_pad=False,
         **ROWS_UNEQUAL),
    *windows("avgPool2d", lambda a, b: (a, b)),
    pool("avgPool2d", "padding counts, said with a word", (1, 2, 7, 6), kernel_size=3, stride=2,
         padding=1, count_include_pad=True),
    pool("avgPool2d", "padding doesn't count", (1, 2, 7, 6), kernel_size=3, stride=2, padding=1,
         count_include_pad=False),
    pool("avgPool2d", "padding on one axis doesn't count", (1, 2, 7, 6), kernel_size=[3, 4],
         stride=1, padding=[0, 2], count_include_pad=False),
    pool("avgPool2d", "ceil mode, padding doesn't count", (1, 2, 8, 6), kernel_size=[4, 3],
         stride=3, padding=[2, 1], ceil_mode=True, count_include_pad=False),
    pool("avgPool2d", "ceil mode: what lies beyond the padding never counts", (1, 2, 6, 7),
         kernel_size=[4, 3], stride=3, padding=1, ceil_mode=True, count_include_pad=True),
    pool("avgPool2d", "unequal padding", (1, 2, 9, 8), **PICTURES_UNEQUAL),
    pool("avgPool2d", "unequal padding that doesn't count", (1, 2, 9, 8),
         count_include_pad=False, **PICTURES_UNEQUAL),
    pool("avgPool2d", "unequal padding with ceil mode", (1, 2, 9, 8), ceil_mode=True,
         kernel_size=[3, 4], stride=[3, 2], padding=[0, 1, 2, 3]),
    pool("avgPool2d", "dilation, padding doesn't count", (1, 2, 10, 11), kernel_size=3,
         stride=[3, 2], padding=2, dilation=2, count_include_pad=False),
    pool("avgPool2d", "dilation, ceil mode, padding doesn't count", (1, 2, 10, 11), kernel_size=3,
         stride=[3, 2], padding=1, dilation=2, ceil_mode=True, count_include_pad=False),
    pool("avgPool2d", "large and small numbers",
         [[[[1e6, 1, -1e6, 2], [3, -4, 5, 1e-6]]]], kernel_size=[2, 2]),
    pool("avgPool2d", "∞ and NaN stay in their windows",
         [[[[INF, 1, 2, 3, NAN, 0], [1, -INF, 4, INF, 2, 3]]]], kernel_size=2),
]

WHOLE = [
    pool("globalMaxPool2d", "pictures", (2, 3, 5, 4)),
    pool("globalMaxPool2d", "one pixel", (2, 3, 1, 1)),
    ties("globalMaxPool2d", "a tie goes to the first in row order", (2, 3, 5, 4)),
    negative("globalMaxPool2d", "numbers below zero", (1, 3, 3, 5), called="GlobalMaxPool"),
    pool("globalMaxPool2d", "a NaN wins, and −∞ only", [[[[1, NAN, 3]], [[-INF, -INF, -INF]]]]),
    pool("globalAvgPool2d", "pictures", (2, 3, 5, 4)),
    pool("globalAvgPool2d", "one pixel", (2, 3, 1, 1)),
    pool("globalAvgPool2d", "called by another name", (1, 3, 3, 5), called="GlobalAveragePool"),
    pool("globalAvgPool2d", "many numbers", (1, 2, 61, 67)),
    pool("adaptiveAvgPool2d", "sizes that divide", (2, 3, 8, 6), output_size=[4, 3]),
    pool("adaptiveAvgPool2d", "sizes that don't divide: windows overlap", (2, 3, 10, 7),
         output_size=[3, 4]),
    pool("adaptiveAvgPool2d", "to one by one", (2, 3, 5, 7), output_size=1),
    pool("adaptiveAvgPool2d", "to the size that it has", (1, 2, 5, 4), output_size=[5, 4]),
    pool("adaptiveAvgPool2d", "larger than the input: numbers repeat", (1, 2, 3, 5),
         output_size=[7, 11]),
    pool("adaptiveAvgPool2d", "larger along one axis only", (1, 2, 3, 9), output_size=[5, 4]),
    pool("adaptiveAvgPool2d", "7×7, as networks end", (1, 3, 13, 11), output_size=7,
         called="adaptive_avg_pool2d"),
]

CASES = MAXIMA + MEANS + WHOLE
