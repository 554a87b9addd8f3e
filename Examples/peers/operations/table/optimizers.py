"""Steps of learning: several in turn, each with what the one before gave."""

from case import Case, make, numbers


def steps(operation: str, name: str, count: int = 1, shape=(3, 4), **parameters) -> Case:
    random = numbers(operation, name)
    tensors = {"parameter": random.normal(*shape), "gradient": random.normal(count, *shape)}
    return make(operation, name, tensors, steps=count, **parameters)


def adam(operation: str) -> list[Case]:
    return [
        steps(operation, "one step, all defaults"),
        steps(operation, "five steps", 5, lr=0.1),
        steps(operation, "other betas", 4, lr=0.05, betas=[0.5, 0.75]),
        steps(operation, "no memory of the gradient", 3, lr=0.05, betas=[0.0, 0.9]),
        steps(operation, "large eps", 3, lr=0.1, eps=0.5),
        steps(operation, "weight decay", 4, lr=0.1, weight_decay=0.2),
        steps(operation, "no weight decay", 3, lr=0.1, weight_decay=0.0),
        steps(operation, "four axes, twelve steps", 12, (4, 3, 2, 3), lr=0.02, weight_decay=0.05),
    ]


CASES = [
    steps("sgd", "one step", lr=0.1),
    steps("sgd", "three steps without a memory", 3, lr=0.1),
    steps("sgd", "momentum", 4, lr=0.1, momentum=0.9),
    steps("sgd", "Nesterov's momentum", 4, lr=0.1, momentum=0.9, nesterov=True),
    steps("sgd", "dampening, from the second step on", 4, lr=0.1, momentum=0.8, dampening=0.3),
    steps("sgd", "weight decay", 3, lr=0.1, weight_decay=0.2),
    steps("sgd", "weight decay with momentum", 4, lr=0.05, momentum=0.9, weight_decay=0.1),
    steps("sgd", "weight decay with Nesterov's momentum", 4, lr=0.05, momentum=0.5,
          weight_decay=0.1, nesterov=True),
    steps("sgd", "four axes, ten steps, called by its other name", 10, (4, 3, 2, 3), lr=0.02,
          momentum=0.95, called="sgdStep"),
    steps("rmsprop", "one step, all defaults"),
    steps("rmsprop", "five steps", 5, lr=0.05),
    steps("rmsprop", "another alpha", 4, lr=0.05, alpha=0.5),
    steps("rmsprop", "momentum", 4, lr=0.02, momentum=0.9),
    steps("rmsprop", "weight decay", 4, lr=0.02, weight_decay=0.1),
    steps("rmsprop", "momentum, weight decay and large eps", 4, lr=0.02, momentum=0.7,
          weight_decay=0.1, eps=0.1),
    steps("rmsprop", "four axes, ten steps", 10, (4, 3, 2, 3), lr=0.01, momentum=0.5),
    *adam("adam"),
    *adam("adamW"),
]
