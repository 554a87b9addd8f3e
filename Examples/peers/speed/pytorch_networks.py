"""The networks whose steps are timed, as PyTorch has them."""

OPTIMIZERS = ("sgd", "adam")


def lenet5(torch, classes):
    nn = torch.nn
    return nn.Sequential(
        nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(16 * 4 * 4, 120), nn.ReLU(),
        nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, classes))


def mnist_cnn(torch, classes):
    nn = torch.nn
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(64 * 5 * 5, classes))


NETWORKS = {"lenet5": lenet5, "mnist-cnn": mnist_cnn}


def unsupported(network) -> str | None:
    """Why there is no such network here; None if there is one."""
    if network["name"] not in NETWORKS:
        return f"no {network['name']} is written in PyTorch here"
    if network["optimizer"] not in OPTIMIZERS:
        return f"no {network['optimizer']} is written in PyTorch here"
    return None


def prepare(torch, network):
    """How many numbers the network learns, and both passes as functions of nothing."""
    torch.manual_seed(1)
    net = NETWORKS[network["name"]](torch, network["classes"])
    parameters = list(net.parameters())
    if network["optimizer"] == "sgd":
        optimizer = torch.optim.SGD(parameters, lr=network["learningRate"], momentum=0.9)
    else:
        optimizer = torch.optim.Adam(parameters, lr=network["learningRate"])
    x = torch.rand(network["input"]) * 2 - 1
    labels = torch.arange(network["input"][0]) % network["classes"]

    def training():
        net.train()
        optimizer.zero_grad()
        output = net(x)
        loss = torch.nn.functional.cross_entropy(output, labels)
        loss.backward()
        optimizer.step()
        # Who trains wants to know both, and ours gives them.
        return loss.item(), int((output.argmax(1) == labels).sum())

    def inference():
        net.eval()
        with torch.no_grad():
            return net(x)

    return sum(p.numel() for p in parameters), {"training": training, "inference": inference}
