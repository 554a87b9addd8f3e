"""Holds every operation of `lessons op` against PyTorch, ONNX's evaluator, NumPy and SciPy.

    swift build
    python3 Examples/peers/operations/check.py

Exit codes: 0 all agree · 1 something differs · 2 there is no `lessons` · 3 a peer is missing ·
64 usage.
"""

import argparse
import shutil
import sys
import tempfile
import warnings
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
warnings.filterwarnings("ignore")

try:
    import numpy as np
    import onnx.reference  # noqa: F401
    import scipy  # noqa: F401
    import torch  # noqa: F401
except ImportError as missing:
    print(f"{missing.name} isn't installed. The peers come with:\n"
          "    python3 -m venv .build/peers && .build/peers/bin/pip install torch numpy scipy onnx\n"
          "and are then asked by .build/peers/bin/python Examples/peers/operations/check.py",
          file=sys.stderr)
    sys.exit(3)

from cases import chosen
from command import SCALARS, Run
from expectations import disagreement, expectations

WHOLE_NUMBERS_ONLY = {"conv2dInteger", "requantize"}


class Parser(argparse.ArgumentParser):
    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(64, f"{self.prog}: {message}\n")


def arguments():
    parser = Parser(description=__doc__.split("\n")[0])
    parser.add_argument("--lessons", default=".build/debug/lessons", help="the executable")
    parser.add_argument("--using", default="reference,fast", help="reference, fast or both")
    parser.add_argument("--only", help="operations, or a part of the cases' titles")
    parser.add_argument("-j", type=int, default=2, help="how many cases at once")
    parser.add_argument("--keep", metavar="FOLDER", help="keep every case's files there")
    parser.add_argument("--dry-run", action="store_true",
                        help="ask the peers only, and whether they agree with each other")
    given = parser.parse_args()
    given.using = given.using.split(",")
    for name in given.using:
        if name not in ("reference", "fast"):
            parser.error(f"--using knows reference and fast, not {name!r}")
    given.cases = chosen(given.only)
    if not given.cases:
        parser.error(f"no operation and no case is called {given.only!r}")
    if given.j < 1:
        parser.error("-j is at least 1")
    return given


def kinds_of_runs(case, using) -> list[tuple[str, str]]:
    """Reference and fast in Float; a share of the cases in Double too, the reference's alone."""
    runs = [(name, "float") for name in using]
    if "reference" in using and case.runs_in_double() and case.operation not in WHOLE_NUMBERS_ONLY:
        runs.append(("reference", "double"))
    return runs


def check(case, given, workspace: Path) -> list[tuple[str, str | None]]:
    """Each run of the case, and the line that says what is wrong with it."""
    outcomes = []
    for using, scalar in kinds_of_runs(case, given.using):
        run = Run.of(given.lessons, case, using, scalar, workspace)
        found = run.wrong(expectations(case, SCALARS[scalar]))
        line = found and f"{case.title} ({using}, {scalar}): {found} · {' && '.join(run.commands)}"
        if not found and not given.keep:
            shutil.rmtree(run.folder)
        outcomes.append((case.operation, line or None))
    if not any((workspace / run.folder.parent).iterdir()):
        run.folder.parent.rmdir()
    return outcomes


def ask_peers(cases) -> int:
    """All expectations in both scalars, without `lessons`."""
    peers: dict[str, Counter] = {}
    wrong = 0
    for case in cases:
        for scalar in SCALARS.values():
            found = disagreement(case, scalar)
            if found:
                wrong += 1
                print(f"{np.dtype(scalar)}: {found}")
        count = peers.setdefault(case.operation, Counter())
        count["cases"] += 1
        count["with gradients"] += case.gradients
        count.update(expectation.peer for expectation in expectations(case, np.float32))
    for operation, count in peers.items():
        asked = ", ".join(f"{peer} {n}" for peer, n in count.items()
                          if peer not in ("cases", "with gradients"))
        print(f"{operation:30}{count['cases']:4} cases   {asked}")
    print(f"{len(cases)} cases; the peers disagree in {wrong}")
    return 1 if wrong else 0


def main() -> int:
    given = arguments()
    if given.dry_run:
        return ask_peers(given.cases)
    if not Path(given.lessons).is_file():
        print(f"there is no {given.lessons}: run swift build first, or say --lessons",
              file=sys.stderr)
        return 2
    workspace = Path(given.keep or tempfile.mkdtemp(prefix="operations-"))
    runs, wrong, cases = Counter(), Counter(), Counter(case.operation for case in given.cases)
    with ThreadPoolExecutor(given.j) as workers:
        for outcomes in workers.map(lambda case: check(case, given, workspace), given.cases):
            for operation, line in outcomes:
                runs[operation] += 1
                if line:
                    wrong[operation] += 1
                    print(line, flush=True)
    for operation, count in cases.items():
        verdict = f"{wrong[operation]} WRONG" if wrong[operation] else "all agree"
        print(f"{operation:30}{count:4} cases {runs[operation]:5} runs   {verdict}")
    print(f"{sum(cases.values())} cases, {sum(runs.values())} runs, {sum(wrong.values())} wrong")
    if given.keep or wrong:
        print(f"the files are in {workspace}")
    else:
        shutil.rmtree(workspace)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
