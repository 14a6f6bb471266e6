"""Reads the file of test_safetensors with the parser that the format promises fits into every program."""

import json, struct, sys, torch
def load(path):
    with open(path, "rb") as file:
        size, = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(size))
        data = bytearray(file.read())
    texts = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        assert entry["dtype"] == "F32"
        first, last = entry["data_offsets"]
        count = (last - first) // 4
        flat = torch.frombuffer(data, dtype=torch.float32, count=count, offset=first) if count else torch.zeros(0)
        tensors[name] = flat.reshape(entry["shape"])
    return tensors, texts
t, m = load(sys.argv[1])
assert t["0.weight"].tolist() == [[1, 2], [3, 4], [5, 6]], t
assert t["0.bias"].tolist()[:2] == [-1.5, 0] and t["1.scale"].shape == () and t["1.scale"] == 7
assert t["1.empty"].shape == (0, 4)
assert m["format"] == "pt" and json.loads(m["classes"]) == ["größer", 'kleiner "'], m
