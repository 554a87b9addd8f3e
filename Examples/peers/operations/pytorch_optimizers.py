"""Steps of PyTorch's optimisers, with all that they remember after each."""

import numpy as np
import torch

from case import Case

OPERATIONS = {"sgd": torch.optim.SGD, "rmsprop": torch.optim.RMSprop, "adam": torch.optim.Adam,
              "adamW": torch.optim.AdamW}
REMEMBERED = ["momentum_buffer", "square_avg", "exp_avg", "exp_avg_sq"]


def step_name(step: int, result: str) -> str:
    """What a result is called that a case of more steps than one gives after each."""
    return f"step {step + 1}, {result}"


def expected(case: Case, scalar: type) -> dict[str, np.ndarray]:
    parameter = torch.nn.Parameter(torch.from_numpy(np.array(case.tensors["parameter"], scalar)))
    optimizer = OPERATIONS[case.operation]([parameter], **case.parameters)
    results = {}
    for step, gradient in enumerate(case.tensors["gradient"].astype(scalar)):
        parameter.grad = torch.from_numpy(gradient.copy())
        optimizer.step()
        results[step_name(step, "output")] = parameter.detach().numpy().copy()
        for name in REMEMBERED:
            value = optimizer.state[parameter].get(name)
            if value is not None:
                results[step_name(step, name)] = value.numpy().copy()
    return results
