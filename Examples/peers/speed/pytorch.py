"""Times PyTorch's conv2d, or steps of networks, a few repetitions at a time, whenever it is asked to.

`lessons compare --peer pytorch` starts it and talks to it; README.md has the questions and answers.
"""

import argparse
import json
import os
import signal
import sys
import time

import pytorch_networks as networks

# After a parallel loop OpenMP's threads stay awake for a while, some milliseconds, in case there is
# another one. An answer waits until they sleep, so that they don't share the cores with who is next.
REST = 0.02
# After a sleep it takes the system as long until the threads run on different cores. So long the work
# is done before it is timed; whoever is held against this one does the same.
WARM_UP = 0.02


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, required=True)
    threads = parser.parse_args().threads
    # Who started this ends it, by closing its input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What libraries print must not come between the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    def answer(**values) -> None:
        print(json.dumps(values), file=answers, flush=True)

    try:
        import torch
    except ImportError as error:
        answer(missing=str(error))
        return 1
    torch.set_num_threads(threads)
    answer(name="PyTorch", version=torch.__version__, threads=torch.get_num_threads())

    passes = {}
    for line in sys.stdin:
        question = json.loads(line)
        if "row" in question:
            passes = {}
            reason = unsupported(question["row"])
            if reason:
                answer(unsupported=reason)
            else:
                shape, passes = prepare(torch, question["row"])
                answer(output=shape)
        elif "network" in question:
            passes = {}
            reason = networks.unsupported(question["network"])
            if reason:
                answer(unsupported=reason)
            else:
                count, passes = networks.prepare(torch, question["network"])
                answer(parameters=count)
        else:
            seconds = timed(passes[question["time"]], question["repetitions"])
            time.sleep(REST)
            answer(seconds=seconds)
    return 0


def unsupported(row) -> str | None:
    """Why PyTorch has no such convolution; None if it has."""
    if any(before != after for before, after in row["padding"]):
        return "PyTorch's conv2d pads both sides alike"
    return None


def prepare(torch, row):
    """The output's shape, and both passes as functions of nothing.

    The backward is the operator that autograd calls, without autograd's own work round it; it gives
    the gradients of input, weight and bias, as ours does.
    """
    x = torch.rand(row["input"]) * 2 - 1
    w = torch.rand(row["weight"]) * 2 - 1
    stride, dilation, groups = row["stride"], row["dilation"], row["groups"]
    padding = [before for before, _ in row["padding"]]

    def forward():
        return torch.nn.functional.conv2d(x, w, None, stride, padding, dilation, groups)

    with torch.no_grad():
        shape = list(forward().shape)
    dy = torch.rand(shape) * 2 - 1

    def backward():
        return torch.ops.aten.convolution_backward(
            dy, x, w, [w.shape[0]], stride, padding, dilation, False, [0, 0], groups,
            [True, True, True])

    def without_graph(work):
        def run():
            with torch.no_grad():
                return work()
        return run

    return shape, {"forward": without_graph(forward), "backward": without_graph(backward)}


def timed(work, repetitions: int) -> list[float]:
    """The seconds of each repetition, after some that aren't counted."""
    start = time.perf_counter()
    work()
    while time.perf_counter() - start < WARM_UP:
        work()
    seconds = []
    for _ in range(repetitions):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return seconds


if __name__ == "__main__":
    sys.exit(main())
