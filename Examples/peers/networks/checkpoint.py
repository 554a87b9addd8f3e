"""Writes a small network of PyTorch's as a checkpoint, and what it gives for some pictures.

    python checkpoint.py ../../../Tests/NetworksTests/Fixtures

The network has learned some steps, so that its running statistics are not those of the beginning. What it gives is
computed in float32, as whoever trained it would see it.
"""

import collections
import pathlib
import sys

import torch
from safetensors.torch import save_file

from outputs import drawn


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    folder = pathlib.Path(sys.argv[1])
    nn = torch.nn
    torch.manual_seed(1)
    network = nn.Sequential(collections.OrderedDict(
        conv=nn.Conv2d(1, 4, 3), bn=nn.BatchNorm2d(4), relu=nn.ReLU(), pool=nn.MaxPool2d(2),
        flatten=nn.Flatten(), fc=nn.Linear(4 * 4 * 4, 3)))
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    for step in range(20):
        x = torch.from_numpy(drawn((6, 1, 10, 10), 100 + step))
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(x), torch.arange(6) % 3).backward()
        optimizer.step()
    save_file(network.state_dict(), folder / "pytorch.safetensors")
    with torch.no_grad():
        output = network.eval()(torch.from_numpy(drawn((5, 1, 10, 10), 1)))
    lines = [" ".join(f"{number:.9g}" for number in row) for row in output.tolist()]
    (folder / "pytorch.txt").write_text("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
