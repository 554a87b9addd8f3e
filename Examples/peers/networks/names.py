"""Writes the names and shapes of torchvision's networks: one file each, "name shape" a line.

    python names.py ../../../Tests/NetworksTests/Fixtures

The lines are what the networks learn and their running statistics, in the order of their state_dict. How
many batches a statistic has seen, which has no use here, is left out.
"""

import pathlib
import sys

import torch
import torchvision

NETWORKS = {
    "alexnet": {},
    "vgg16": {},
    # The two heads that only training had are left out.
    "googlenet": {"aux_logits": False, "init_weights": False},
    "resnet18": {},
    "resnet34": {},
    "resnet50": {},
}


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    folder = pathlib.Path(sys.argv[1])
    for name, options in NETWORKS.items():
        # On this device networks have shapes and no numbers.
        with torch.device("meta"):
            network = getattr(torchvision.models, name)(weights=None, **options)
        lines = [
            f"{parameter} {'x'.join(str(size) for size in value.shape)}"
            for parameter, value in network.state_dict().items()
            if not parameter.endswith("num_batches_tracked")
        ]
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n")
        learned = sum(parameter.numel() for parameter in network.parameters())
        print(f"{name}: {len(lines)} lines, {learned:,} learned numbers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
