"""What a window meets, from the contract's text: padding on each side, and how often it fits."""

from dataclasses import dataclass

from case import Case


def per_axis(value, count: int) -> list[int]:
    """One number for every axis, or a list of them."""
    numbers = list(value) if isinstance(value, (list, tuple)) else [value]
    return numbers * count if len(numbers) == 1 else numbers


@dataclass(frozen=True)
class Axis:
    """One axis along which a window slides."""

    size: int
    kernel: int
    stride: int
    dilation: int
    before: int
    after: int
    ceil_mode: bool = False

    @property
    def reach(self) -> int:
        return self.dilation * (self.kernel - 1) + 1

    @property
    def output(self) -> int:
        room = self.size + self.before + self.after - self.reach
        count = room // self.stride + 1
        begins_on_input = count * self.stride < self.size + self.before
        return count + 1 if self.ceil_mode and room % self.stride and begins_on_input else count

    @property
    def beyond(self) -> int:
        """How many places of the last window lie beyond the padding."""
        needed = (self.output - 1) * self.stride + self.reach
        return max(0, needed - self.size - self.before - self.after)


def sides(padding, axis: int, count: int, size: int, reach: int, stride: int) -> tuple[int, int]:
    """How many places come before the input and after it."""
    if padding in ("same", "same-lower"):
        total = max(0, (-(-size // stride) - 1) * stride + reach - size)
        small, large = total // 2, total - total // 2
        return (small, large) if padding == "same" else (large, small)
    if padding == "full":
        return reach - 1, reach - 1
    if padding == "valid":
        return 0, 0
    both = list(padding) if isinstance(padding, (list, tuple)) else [padding]
    both = both * (2 * count) if len(both) == 1 else both * 2 if len(both) == count else both
    return both[axis], both[count + axis]


def axes_of(case: Case, input_shape, kernel) -> list[Axis]:
    """The axes of a convolution or a pooling."""
    count = case.axes
    kernel = per_axis(kernel, count)
    usual = kernel if "Pool" in case.operation else 1
    strides = per_axis(case.get("stride", usual), count)
    dilations = per_axis(case.get("dilation", 1), count)
    found = []
    for i, size in enumerate(input_shape[2:]):
        reach = dilations[i] * (kernel[i] - 1) + 1
        before, after = sides(case.get("padding", 0), i, count, size, reach, strides[i])
        found.append(
            Axis(size, kernel[i], strides[i], dilations[i], before, after,
                 bool(case.get("ceil_mode", False))))
    return found


def for_torch_pad(pairs) -> list[int]:
    """(before, after) of each axis, as F.pad wants them: the last axis first."""
    return [number for pair in reversed(list(pairs)) for number in pair]
