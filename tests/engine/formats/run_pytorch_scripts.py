"""Runs the programs of test_pytorch_script.

Reads a list of cases (program, epochs) and writes for each what the network says, what is left of the data, and the weights
and learning rates after training on."""

import importlib.util
import json
import sys

import torch

torch.set_num_threads(1)


def run(case):
    spec = importlib.util.spec_from_file_location("program", case["program"])
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    training, validation = (program.as_tensors(part, "cpu") for part in program.load_data(program.TABLE))
    model = program.make_model()
    program.load_weights(model, program.WEIGHTS)
    model.eval()
    with torch.no_grad():
        answers = program.answers(model(training[0])).flatten().tolist()
    cost, accuracy = program.evaluate(model, training)
    result = {"features": training[0].flatten().tolist(), "validation": validation[0].flatten().tolist(), "answers": answers,
              "cost": cost, "accuracy": accuracy}
    lines = []
    program.train(model, training, validation, case["epochs"], say=lines.append)
    state = model.state_dict()
    result["weights"] = {name: state[name].flatten().tolist() for name in state if "num_batches" not in name}
    result["lines"] = lines
    return result


with open(sys.argv[1]) as source:
    cases = json.load(source)
with open(sys.argv[2], "w") as target:
    json.dump([run(case) for case in cases], target, allow_nan=False)
