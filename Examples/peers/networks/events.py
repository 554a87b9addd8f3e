"""Reads what `lessons train --tensorboard` has written with TensorBoard's own reader.

    swift run lessons train lenet5 --epochs 3 --history h.csv --tensorboard logs/a
    python events.py logs/a h.csv

prints each epoch's numbers; with the table of --history beside it, it ends with 1 unless they are the same.
"""

import csv
import math
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

COLUMNS = {
    "loss/training": "loss",
    "loss/validation": "validation_loss",
    "accuracy/training": "accuracy",
    "accuracy/validation": "validation_accuracy",
    "learning_rate": "learning_rate",
}


def main() -> int:
    events = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0})
    events.Reload()
    series = {tag: {e.step: e.value for e in events.Scalars(tag)} for tag in events.Tags()["scalars"]}
    for tag, values in sorted(series.items()):
        print(tag, " ".join(f"{step}:{value:.6g}" for step, value in sorted(values.items())))
    if len(sys.argv) < 3:
        return 0
    with open(sys.argv[2], newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = 0
    for tag, column in COLUMNS.items():
        expected = {int(row["epoch"]): float(row[column]) for row in rows if row[column]}
        found = series.get(tag, {})
        # TensorBoard keeps a number as a 32-bit one.
        same = expected.keys() == found.keys() and all(
            math.isclose(found[step], value, rel_tol=1e-6) for step, value in expected.items()
        )
        if not same:
            print(f"{tag}: {found} here, and {expected} in the table")
            wrong += 1
    print(f"{len(rows)} epochs, {len(COLUMNS) - wrong} of {len(COLUMNS)} series are the same")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
