"""Takes LeNet-5 from PyTorch to Loupe and back, and holds the outputs against each other.

    python round_trip.py .build/debug/lessons

PyTorch trains a few steps, and `lessons predict` reads its file; `lessons train` trains an epoch, and PyTorch
reads its file. Both times the outputs for a picture must be the same within 1e-4.
"""

import collections
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
import torch
from PIL import Image
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from outputs import drawn

BOUND = 1e-4


def lenet5():
    nn = torch.nn
    return nn.Sequential(collections.OrderedDict(
        conv1=nn.Conv2d(1, 6, 5), relu1=nn.ReLU(), pool1=nn.MaxPool2d(2),
        conv2=nn.Conv2d(6, 16, 5), relu2=nn.ReLU(), pool2=nn.MaxPool2d(2), flatten=nn.Flatten(),
        fc1=nn.Linear(256, 120), relu3=nn.ReLU(), fc2=nn.Linear(120, 84), relu4=nn.ReLU(),
        fc3=nn.Linear(84, 10)))


def outputs_of(network, x):
    with torch.no_grad():
        return network.eval()(x)[0].numpy()


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    lessons = str(pathlib.Path(sys.argv[1]).resolve())
    worst = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)

        def predict(*options):
            line = subprocess.run(
                [lessons, "predict", "photo.png", "--json", *options], cwd=folder, check=True,
                stdout=subprocess.PIPE, text=True).stdout
            return numpy.array(json.loads(line)["outputs"], dtype=numpy.float32)

        pixels = ((drawn((28, 28), 5) + 1) * 127).astype(numpy.uint8)
        Image.fromarray(pixels).save(folder / "photo.png")
        x = torch.from_numpy(pixels.astype(numpy.float32) / 255).reshape(1, 1, 28, 28)

        torch.manual_seed(1)
        theirs = lenet5()
        optimizer = torch.optim.SGD(theirs.parameters(), lr=0.05, momentum=0.9)
        for step in range(50):
            optimizer.zero_grad()
            pictures = torch.from_numpy(drawn((20, 1, 28, 28), step))
            torch.nn.functional.cross_entropy(theirs(pictures), torch.arange(20) % 10).backward()
            optimizer.step()
        save_file(theirs.state_dict(), folder / "theirs.safetensors")
        ours = predict("--network", "theirs.safetensors", "--architecture", "lenet5")
        difference = abs(ours - outputs_of(theirs, x)).max()
        print(f"PyTorch's network, here: the outputs differ by {difference:.1e}")
        worst = max(worst, difference)

        subprocess.run(
            [lessons, "train", "lenet5", "--epochs", "1", "--save", "ours.safetensors"], cwd=folder,
            check=True, stdout=subprocess.DEVNULL)
        read = lenet5()
        read.load_state_dict(load_file(folder / "ours.safetensors"), strict=True)
        with safe_open(folder / "ours.safetensors", "pt") as file:
            metadata = file.metadata()
        mean, deviation = float(metadata["means"]), float(metadata["deviations"])
        ours = predict("--network", "ours.safetensors")
        difference = abs(ours - outputs_of(read, (x - mean) / deviation)).max()
        print(f"a network from here, in PyTorch: the outputs differ by {difference:.1e}")
        worst = max(worst, difference)
    return 0 if worst <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
