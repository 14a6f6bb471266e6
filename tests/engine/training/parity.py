#!/usr/bin/python3
"""Trains the cases of test_pytorch_parity with PyTorch itself.

Reads a JSON file of cases (data, starting weights, settings) and writes the weights, learning rates and costs that PyTorch
reaches after the same updates on the same batches."""

import json
import sys

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)


class Activated(nn.Linear):
    """A linear layer whose activation is applied by the network, so that parameters keep the names of the layer."""


def make_layer(spec, size):
    kind, o = spec["kind"], spec["options"]
    if kind == "dense":
        return Activated(size, o["units"], bias=o["bias"]), o["units"], o["activation"]
    if kind == "activation":
        return nn.Identity(), size, o["activation"]
    if kind == "batch_norm":
        return nn.BatchNorm1d(size, eps=o["epsilon"], momentum=o["momentum"]), size, "identity"
    if kind == "layer_norm":
        return nn.LayerNorm(size, eps=o["epsilon"]), size, "identity"
    if kind == "flatten":
        return nn.Flatten(), size, "identity"
    raise ValueError(kind)


ACTIVATIONS = {
    "identity": lambda z, o: z,
    "sigmoid": lambda z, o: torch.sigmoid(z),
    "tanh": lambda z, o: torch.tanh(z),
    "relu": lambda z, o: F.relu(z),
    "leaky_relu": lambda z, o: F.leaky_relu(z, o.get("slope", 0.01)),
    "elu": lambda z, o: F.elu(z, o.get("alpha", 1.0)),
    "gelu": lambda z, o: F.gelu(z),
    "softmax": lambda z, o: F.softmax(z, dim=1),
    "log_softmax": lambda z, o: F.log_softmax(z, dim=1),
}


class Net(nn.Sequential):
    def __init__(self, inputs, specs):
        layers, self.activations, size = [], [], inputs
        for spec in specs:
            layer, size, activation = make_layer(spec, size)
            layers.append(layer)
            self.activations.append((activation, spec["options"]))
        kept = self.activations
        super().__init__(*layers)
        self.activations = kept

    def forward(self, x, swallowed=None):
        """The output; without the last activation if the loss takes it over."""
        for i, layer in enumerate(self):
            x = layer(x)
            name, options = self.activations[i]
            if not (i == len(self) - 1 and name == swallowed):
                x = ACTIVATIONS[name](x, options)
        return x


SWALLOWED = {"binary_cross_entropy": "sigmoid", "cross_entropy": "softmax"}


def loss_of(spec, output, target):
    kind, o = spec["kind"], spec["options"]
    if kind == "mse":
        return F.mse_loss(output, target)
    if kind == "mae":
        return F.l1_loss(output, target)
    if kind == "huber":
        return F.huber_loss(output, target, delta=o["delta"])
    if kind == "binary_cross_entropy":
        return F.binary_cross_entropy_with_logits(output, target)
    if kind == "cross_entropy":
        return F.cross_entropy(output, target.argmax(dim=1))
    if kind == "nll":
        return F.nll_loss(output, target.argmax(dim=1))
    if kind == "hinge":
        if output.shape[1] == 1:
            return torch.clamp(1 - (2 * target - 1) * output, min=0).mean()
        return F.multi_margin_loss(output, target.argmax(dim=1))
    raise ValueError(kind)


def make_optimizer(spec, parameters, decay):
    kind, o = spec["kind"], spec["options"]
    rate = o["learning_rate"]
    if kind == "sgd":
        return torch.optim.SGD(parameters, lr=rate, weight_decay=decay)
    if kind in ("momentum", "nesterov"):
        return torch.optim.SGD(parameters, lr=rate, weight_decay=decay, momentum=o["momentum"], nesterov=kind == "nesterov")
    if kind == "adagrad":
        return torch.optim.Adagrad(parameters, lr=rate, weight_decay=decay, eps=o["epsilon"])
    if kind == "rmsprop":
        return torch.optim.RMSprop(parameters, lr=rate, weight_decay=decay, alpha=o["alpha"], eps=o["epsilon"])
    make = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[kind]
    return make(parameters, lr=rate, weight_decay=decay, betas=(o["beta1"], o["beta2"]), eps=o["epsilon"])


def make_schedule(spec, optimizer):
    kind, o = spec["kind"], spec["options"]
    schedules = torch.optim.lr_scheduler
    if kind == "constant":
        return schedules.ConstantLR(optimizer, factor=1.0)
    if kind == "step":
        return schedules.StepLR(optimizer, o["step_size"], o["gamma"])
    if kind == "exponential":
        return schedules.ExponentialLR(optimizer, o["gamma"])
    if kind == "cosine":
        return schedules.CosineAnnealingLR(optimizer, o["t_max"], o["eta_min"])
    if kind == "warmup":
        return schedules.LinearLR(optimizer, start_factor=o["start_factor"], total_iters=o["epochs"])
    return schedules.ReduceLROnPlateau(optimizer, factor=o["factor"], patience=o["patience"], threshold=o["threshold"],
                                       cooldown=o["cooldown"], min_lr=o["min_rate"])


def run(case):
    x, y = torch.tensor(case["inputs"]), torch.tensor(case["targets"])
    net = Net(x.shape[1], case["network"])
    state = net.state_dict()
    for name, tensor in case["weights"].items():
        assert list(state[name].shape) == tensor["shape"], (name, state[name].shape, tensor["shape"])
        state[name] = torch.tensor(tensor["values"]).reshape(tensor["shape"])
    net.load_state_dict(state)
    optimizer = make_optimizer(case["optimizer"], net.parameters(), case["weight_decay"])
    schedule = make_schedule(case["schedule"], optimizer)
    swallowed = SWALLOWED.get(case["loss"]["kind"])
    batch = case["batch"] or len(x)
    updates, costs, rates = 0, [], []
    while updates < case["updates"]:
        rates.append(optimizer.param_groups[0]["lr"])
        net.train()
        for first in range(0, len(x), batch):
            if updates == case["updates"]:
                break
            optimizer.zero_grad()
            cost = loss_of(case["loss"], net(x[first:first + batch], swallowed), y[first:first + batch])
            cost.backward()
            if case["clip_norm"] > 0:
                nn.utils.clip_grad_norm_(net.parameters(), case["clip_norm"])
            if case["clip_value"] > 0:
                nn.utils.clip_grad_value_(net.parameters(), case["clip_value"])
            for p in net.parameters():
                p.grad += case["l1"] * torch.sign(p.detach())
            optimizer.step()
            costs.append(cost.item())
            updates += 1
        net.eval()
        with torch.no_grad():
            watched = loss_of(case["loss"], net(x, swallowed), y).item()
        schedule.step(*([watched] if case["schedule"]["kind"] == "plateau" else []))
    weights = {name: tensor.flatten().tolist() for name, tensor in net.state_dict().items() if "num_batches" not in name}
    return {"name": case["name"], "weights": weights, "costs": costs, "rates": rates}


def main():
    with open(sys.argv[1]) as source:
        cases = json.load(source)
    with open(sys.argv[2], "w") as target:
        json.dump([run(case) for case in cases], target, allow_nan=False)


main()
