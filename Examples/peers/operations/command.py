"""One case through `lessons op`: files in, the command, files out."""

import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from case import Case
from expectations import Expectation
from pytorch_optimizers import OPERATIONS as OPTIMIZERS
from pytorch_optimizers import step_name

SCALARS = {"float": np.float32, "double": np.float64}
SECONDS = 120


class Failed(Exception):
    """The command didn't end well; the text says how."""


@dataclass
class Run:
    """A case on one of the implementations, in a folder of its own."""

    lessons: str
    case: Case
    using: str
    scalar: str
    folder: Path
    commands: list[str]
    """What was typed, to repeat it."""

    @classmethod
    def of(cls, lessons: str, case: Case, using: str, scalar: str, workspace: Path) -> "Run":
        words = re.sub(r"[^a-z0-9]+", "-", case.name.lower()).strip("-")
        folder = workspace / f"{case.operation}-{words}" / f"{using}-{scalar}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return cls(lessons, case, using, scalar, folder, [])

    def wrong(self, expectations: list[Expectation]) -> str | None:
        """What is wrong first, in words."""
        try:
            results = self.results(expectations)
        except Failed as failure:
            return str(failure)
        for expectation in expectations:
            found = expectation.compare(results, SCALARS[self.scalar])
            if found:
                return found
        known = {name for expectation in expectations for name in expectation.results}
        for name in results:
            if "grad_" in name and name not in known:
                return f"{name} was written, but nothing was given that it is the gradient of"
        return None

    def results(self, expectations: list[Expectation]) -> dict[str, np.ndarray]:
        """All that the command writes, by name."""
        if self.case.operation in OPTIMIZERS:
            return self.step_by_step()
        tensors = dict(self.case.tensors)
        more: dict[str, object] = {}
        if any(name.startswith("grad_") for e in expectations for name in e.results):
            shape = expectations[0].results["output"].shape
            more["grad_output"] = self.save("grad_output", self.case.grad_output(shape))
            more["grad_prefix"] = f"{self.folder}/grad_"
        return self.call(tensors, self.case.parameters | more, self.folder)

    def step_by_step(self) -> dict[str, np.ndarray]:
        """An optimiser's steps: what one gives, the next gets."""
        tensors, found = dict(self.case.tensors), {}
        for step, gradient in enumerate(self.case.tensors["gradient"]):
            folder = self.folder / f"step{step + 1}"
            folder.mkdir()
            tensors["gradient"] = gradient
            counted = {"step": step} if self.case.operation.startswith("adam") else {}
            results = self.call(tensors, self.case.parameters | counted, folder)
            for name, values in results.items():
                tensors["parameter" if name == "output" else name] = values
                found[step_name(step, name)] = values
        return found

    def call(self, tensors, parameters, folder: Path) -> dict[str, np.ndarray]:
        """The command once; its results are the files that it wrote."""
        words = [self.lessons, "op", self.case.called or self.case.operation]
        for name, values in tensors.items():
            words += [option(name), self.save(name, values, folder)]
        for name, value in parameters.items():
            words += [option(name), *self.written(name, value, folder)]
        words += ["--using", self.using, "--scalar", self.scalar,
                  "--output", f"{folder}/output.npy"]
        if self.case.operation in OPTIMIZERS or self.case.operation == "batchNorm":
            words += ["--output-prefix", f"{folder}/out_"]
        self.commands.append(shlex.join(words))
        try:
            done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise Failed(f"not done after {SECONDS} seconds") from None
        if done.returncode != 0:
            said = " ".join((done.stderr or done.stdout).split())
            raise Failed(f"exit code {done.returncode}: {said[:300]}")
        return results_in(folder)

    def save(self, name: str, values: np.ndarray, folder: Path | None = None) -> str:
        """The file of a tensor: reals as the scalar, or as the case says; whole numbers as such."""
        path = (folder or self.folder) / f"{name}.npy"
        if values.dtype.kind == "f":
            values = values.astype(self.case.stored or SCALARS[self.scalar])
        np.save(path, values)
        return str(path)

    def written(self, name: str, value, folder: Path) -> list[str]:
        """A parameter as words of the command."""
        if value is True:
            return []
        if value is False:
            return ["false"]
        if isinstance(value, np.ndarray):
            path = folder / f"{name}.npy"
            np.save(path, value)
            return [str(path)]
        if isinstance(value, (list, tuple)):
            return [",".join(str(number) for number in value)]
        return [str(value)]


def option(name: str) -> str:
    return "--" + name.replace("_", "-")


def results_in(folder: Path) -> dict[str, np.ndarray]:
    """The files that the command wrote: output, out_running_mean, grad_input …"""
    found = {}
    for path in sorted(folder.glob("*.npy")):
        name = path.stem.removeprefix("out_")
        is_input = not (path.stem.startswith("out") or path.stem.startswith("grad_"))
        if is_input or path.stem in ("grad_output", "output_size"):
            continue
        try:
            found[name] = np.load(path)
        except ValueError as error:
            raise Failed(f"{path.name} can't be read: {error}") from None
    return found
