#!/usr/bin/python3
"""Races PyTorch's optimizers for test_race_pytorch_in_double.

Reads a JSON file of cases (surface, optimizer, schedule, start, steps) and writes, for each, the positions after all steps, the
gradients that PyTorch's automatic differentiation found before them and the learning rates."""

import json
import math
import os
import sys

import torch

# The optimizers and schedules that test_pytorch_parity compares whole runs with. Its last line runs it.
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "training", "parity.py")
with open(path) as source:
    parity = {"__name__": "parity"}
    exec(compile(source.read().rsplit("\nmain()", 1)[0], path, "exec"), parity)

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def bowl(x, y, o):
    turn = math.radians(o["rotation"])
    along = torch.cos(torch.tensor(turn)) * x + torch.sin(torch.tensor(turn)) * y
    across = -torch.sin(torch.tensor(turn)) * x + torch.cos(torch.tensor(turn)) * y
    return (along**2 / o["condition"] + across**2) / 2


def cliff(x, y, o):
    t = torch.clamp((x - 1) / o["width"], 0, 1)
    return 0.05 * (x**2 + y**2) + o["height"] * (6 * t**5 - 15 * t**4 + 10 * t**3)


def goldstein_price(x, y, o):
    first = 1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2)
    return first * (30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2))


def ackley(x, y, o):
    near = torch.exp(-0.2 * torch.sqrt((x**2 + y**2) / 2))
    return -20 * near - torch.exp((torch.cos(2 * math.pi * x) + torch.cos(2 * math.pi * y)) / 2) + math.e + 20


SURFACES = {
    "bowl": bowl,
    "noisy_bowl": bowl,
    "saddle": lambda x, y, o: x**2 - y**2,
    "booth": lambda x, y, o: (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2,
    "matyas": lambda x, y, o: 0.26 * (x**2 + y**2) - 0.48 * x * y,
    "rosenbrock": lambda x, y, o: (1 - x) ** 2 + o["steepness"] * (y - x**2) ** 2,
    "beale": lambda x, y, o: (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2,
    "himmelblau": lambda x, y, o: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
    "camel": lambda x, y, o: 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y**2,
    "styblinski_tang": lambda x, y, o: (x**4 - 16 * x**2 + 5 * x + y**4 - 16 * y**2 + 5 * y) / 2,
    "goldstein_price": goldstein_price,
    "rastrigin": lambda x, y, o: x**2 + y**2
    + o["height"] * (2 - torch.cos(2 * math.pi * x) - torch.cos(2 * math.pi * y)),
    "ackley": ackley,
    "cliff": cliff,
    "plateau": lambda x, y, o: 1 - torch.exp(-(x**2 + y**2) / (2 * o["width"] ** 2)),
}


def run(case):
    surface, options = SURFACES[case["surface"]["kind"]], case["surface"]["options"]
    w = torch.tensor(case["start"], dtype=torch.float64, requires_grad=True)
    decay = case["optimizer"]["options"].get("weight_decay", 0)
    optimizer = parity["make_optimizer"](case["optimizer"], [w], decay)
    schedule = parity["make_schedule"](case["schedule"], optimizer)
    positions, gradients, rates = [], [], []
    for _ in range(case["steps"]):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.zero_grad()
        surface(w[0], w[1], options).backward()
        gradients.append(w.grad.tolist())
        optimizer.step()
        positions.append(w.tolist())
        with torch.no_grad():
            value = surface(w[0], w[1], options).item()
        schedule.step(*([value] if case["schedule"]["kind"] == "plateau" else []))
    return {"positions": positions, "gradients": gradients, "rates": rates}


def main():
    with open(sys.argv[1]) as source:
        cases = json.load(source)
    with open(sys.argv[2], "w") as target:
        json.dump([run(case) for case in cases], target, allow_nan=False)


main()
