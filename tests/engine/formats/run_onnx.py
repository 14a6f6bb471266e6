"""Checks ONNX files with ONNX's own checker and strict shape inference, and works them out with NumPy.

Reads a list of cases (model, inputs as rows) and writes the rows that come out, the shapes and the names."""

import json
import math
import sys

import numpy as np
import onnx
from onnx import numpy_helper


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def layer_norm(x, scale, bias, epsilon):
    centred = x - x.mean(axis=1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + epsilon) * scale + bias


OPERATORS = {
    "Gemm": lambda a, x, w, b=0: x @ (w.T if a.get("transB") else w) + b,
    "Sigmoid": lambda a, x: 1 / (1 + np.exp(-x)),
    "Tanh": lambda a, x: np.tanh(x),
    "Relu": lambda a, x: np.maximum(x, 0),
    "LeakyRelu": lambda a, x: np.where(x < 0, a["alpha"] * x, x),
    "Elu": lambda a, x: np.where(x < 0, a["alpha"] * np.expm1(x), x),
    "Softmax": lambda a, x: softmax(x),
    "LogSoftmax": lambda a, x: np.log(softmax(x)),
    "Erf": lambda a, x: np.vectorize(math.erf)(x),
    "Add": lambda a, x, y: x + y,
    "Sub": lambda a, x, y: x - y,
    "Mul": lambda a, x, y: x * y,
    "Div": lambda a, x, y: x / y,
    "Sin": lambda a, x: np.sin(x),
    "Cos": lambda a, x: np.cos(x),
    "Sqrt": lambda a, x: np.sqrt(x),
    "Concat": lambda a, *x: np.concatenate(x, axis=a["axis"]),
    "Gather": lambda a, x, i: np.take(x, i, axis=a["axis"]),
    "Flatten": lambda a, x: x.reshape(len(x), -1),
    "Dropout": lambda a, x, ratio: x,
    "Identity": lambda a, x: x,
    "BatchNormalization": lambda a, x, w, b, m, v: (x - m) / np.sqrt(v + a["epsilon"]) * w + b,
    "LayerNormalization": lambda a, x, w, b: layer_norm(x, w, b, a["epsilon"]),
}


def shape_of(value):
    return [d.dim_param or d.dim_value for d in value.type.tensor_type.shape.dim]


def run(case):
    model = onnx.load(case["model"])
    onnx.checker.check_model(model, full_check=True)
    onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
    values = {t.name: numpy_helper.to_array(t).astype(np.float64 if t.data_type == 1 else np.int64)
              for t in model.graph.initializer}
    values[model.graph.input[0].name] = np.array(case["inputs"], dtype=np.float64)
    for node in model.graph.node:
        attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        values[node.output[0]] = OPERATORS[node.op_type](attributes, *(values[name] for name in node.input))
    output = model.graph.output[0]
    return {"outputs": values[output.name].tolist(), "name": output.name, "input": model.graph.input[0].name,
            "shapes": [shape_of(model.graph.input[0]), shape_of(output)], "opset": model.opset_import[0].version,
            "metadata": {entry.key: entry.value for entry in model.metadata_props}}


with open(sys.argv[1]) as source:
    cases = json.load(source)
with open(sys.argv[2], "w") as target:
    json.dump([run(case) for case in cases], target, allow_nan=False)
