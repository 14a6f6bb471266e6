#!/usr/bin/python3
"""Takes the steps of test_walk_pytorch with PyTorch itself.

Reads a JSON file of recorded steps (inputs, targets, parameters, masks, settings, optimizer memory before) and writes, for each, the
values and gradients of all intermediate tensors, the gradients of the parameters, and parameters and memory after the update."""

import json
import os
import sys

import torch
from torch import nn

# The layers, losses and optimizers that test_pytorch_parity compares whole runs with. Its last line runs it.
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "training", "parity.py")
with open(path) as source:
    parity = {"__name__": "parity"}
    exec(compile(source.read().rsplit("\nmain()", 1)[0], path, "exec"), parity)

torch.set_num_threads(1)


def kept(tensor):
    if tensor.requires_grad:
        tensor.retain_grad()
    return tensor


def forward(net, specs, activations, x, masks, swallowed):
    """All outputs a, and the z in front of activations, each keeping its gradient; the last is what the loss looks at."""
    outputs, sums = [], []
    for i, layer in enumerate(net):
        name, options = activations[i]
        if specs[i]["kind"] == "dropout":
            x = x * torch.tensor(masks[str(i)])
        else:
            x = layer(x)
        z = kept(x)
        a = z if name == "identity" else kept(parity["ACTIVATIONS"][name](z, options))
        sums.append(z)
        outputs.append(a)
        last = i == len(net) - 1
        x = z if last and name == swallowed else a
    return outputs, sums, x


def make_net(case):
    layers, activations, size = [], [], len(case["inputs"][0])
    for spec in case["network"]:
        if spec["kind"] == "dropout":
            layers.append(nn.Identity())
            activations.append(("identity", {}))
            continue
        layer, size, activation = parity["make_layer"](spec, size)
        layers.append(layer)
        activations.append((activation, spec["options"]))
    return nn.ModuleList(layers), activations


def load_memory(optimizer, named, case):
    """Continues a run: the state that the optimizer would have after the steps before."""
    kind = case["optimizer"]["kind"]
    for name, p in named:
        if name not in case["memory"]:
            continue
        values = [torch.tensor(v).reshape(p.shape) for v in case["memory"][name]]
        state = optimizer.state[p]
        if kind in ("momentum", "nesterov"):
            if case["memory_step"] > 0:
                state["momentum_buffer"] = values[0]
        elif kind == "adagrad":
            state["step"], state["sum"] = torch.tensor(float(case["memory_step"])), values[0]
        elif kind == "rmsprop":
            state["step"], state["square_avg"] = case["memory_step"], values[0]
        elif kind in ("adam", "adamw"):
            state["step"] = torch.tensor(float(case["memory_step"]))
            state["exp_avg"], state["exp_avg_sq"] = values


def memory_of(optimizer, p, kind):
    state = optimizer.state[p]
    keys = {"momentum": ["momentum_buffer"], "nesterov": ["momentum_buffer"], "adagrad": ["sum"], "rmsprop": ["square_avg"],
            "adam": ["exp_avg", "exp_avg_sq"], "adamw": ["exp_avg", "exp_avg_sq"]}.get(kind, [])
    return [state[key].flatten().tolist() for key in keys]


def rows(tensor):
    return None if tensor is None else tensor.detach().tolist()


def run(case):
    net, activations = make_net(case)
    net.train()
    state = net.state_dict()
    for name, tensor in case["parameters"].items():
        state[name] = torch.tensor(tensor["values"]).reshape(tensor["shape"])
    net.load_state_dict(state)
    named = list(net.named_parameters())
    optimizer = parity["make_optimizer"](case["optimizer"], net.parameters(), case["weight_decay"])
    for group in optimizer.param_groups:
        group["lr"] = case["rate"]
    load_memory(optimizer, named, case)
    swallowed = parity["SWALLOWED"].get(case["loss"]["kind"])
    x, y = torch.tensor(case["inputs"]), torch.tensor(case["targets"])
    outputs, sums, seen = forward(net, case["network"], activations, x, case["masks"], swallowed)
    cost = parity["loss_of"](case["loss"], seen, y)
    cost.backward()
    gradients = {name: p.grad.flatten().tolist() for name, p in named}
    if case["clip_norm"] > 0:
        nn.utils.clip_grad_norm_(net.parameters(), case["clip_norm"])
    if case["clip_value"] > 0:
        nn.utils.clip_grad_value_(net.parameters(), case["clip_value"])
    for p in net.parameters():
        p.grad += case["l1"] * torch.sign(p.detach())
    optimizer.step()
    kind = case["optimizer"]["kind"]
    return {
        "name": case["name"], "cost": cost.item(),
        "outputs": [rows(a) for a in outputs], "sums": [rows(z) for z in sums],
        "output_gradients": [rows(a.grad) if a.requires_grad else None for a in outputs],
        "sum_gradients": [rows(z.grad) if z.requires_grad else None for z in sums],
        "gradients": gradients,
        "after": {name: p.detach().flatten().tolist() for name, p in named},
        "memory": {name: memory_of(optimizer, p, kind) for name, p in named},
    }


def main():
    with open(sys.argv[1]) as source:
        cases = json.load(source)
    with open(sys.argv[2], "w") as target:
        json.dump([run(case) for case in cases], target, allow_nan=False)


main()
