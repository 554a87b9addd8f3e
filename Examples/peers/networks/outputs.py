"""Writes what torchvision's networks give for a picture: one file, "network size numbers" a line.

    python outputs.py ../../../Tests/NetworksTests/Fixtures/outputs.txt

Weights and picture are made of random numbers that Loupe's tests draw too, so that only the results need be
kept. They are computed in float64, which leaves Loupe's own rounding as the only difference.
"""

import math
import pathlib
import sys

import numpy
import torch
import torchvision

CLASSES = 7
# Each on a picture of a size that leaves remainders.
NETWORKS = {
    "alexnet": 75,
    "googlenet": 75,
    "resnet18": 75,
    "resnet34": 75,
    "resnet50": 75,
}


def drawn(shape, seed: int) -> numpy.ndarray:
    """Numbers from -1 to 1, those of Loupe's Tensor.random: SplitMix64, and the top 24 bits."""
    count = math.prod(shape)
    with numpy.errstate(over="ignore"):
        z = numpy.uint64(seed) + numpy.arange(1, count + 1, dtype=numpy.uint64) * numpy.uint64(
            0x9E3779B97F4A7C15
        )
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        z ^= z >> numpy.uint64(31)
    fraction = (z >> numpy.uint64(40)).astype(numpy.float32) * numpy.float32(2.0**-24)
    return (numpy.float32(-1) + fraction * numpy.float32(2)).reshape(shape)


def numbers(name: str, shape, seed: int) -> numpy.ndarray:
    """A parameter: weights that keep the size of what goes through, statistics that do something."""
    random = drawn(shape, seed)
    if len(shape) > 1:
        return random * numpy.float32(math.sqrt(6 / math.prod(shape[1:])))
    shift = 1 if name.endswith(("running_var", "weight")) else 0
    return numpy.float32(shift) + random * numpy.float32(0.25)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    lines = []
    for name, size in NETWORKS.items():
        options = {"aux_logits": False, "init_weights": False} if name == "googlenet" else {}
        network = getattr(torchvision.models, name)(weights=None, num_classes=CLASSES, **options)
        state = network.state_dict()
        names = [key for key in state if not key.endswith("num_batches_tracked")]
        for place, key in enumerate(names):
            state[key] = torch.from_numpy(numbers(key, tuple(state[key].shape), 100 + place))
        network.load_state_dict(state)
        picture = torch.from_numpy(drawn((1, 3, size, size), 1)).double()
        with torch.no_grad():
            output = network.double().eval()(picture)[0]
        lines.append(f"{name} {size} " + " ".join(f"{number:.9g}" for number in output.tolist()))
        print(lines[-1])
    pathlib.Path(sys.argv[1]).write_text("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
