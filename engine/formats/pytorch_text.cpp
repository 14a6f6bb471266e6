#include "engine/formats/pytorch_text.h"

namespace glassbox::pytorch {

const char* const imports = R"py(import argparse
import array
import copy
import csv
import io
import json
import math
import os
import struct
import sys
from pathlib import Path

import torch
import torch.distributed as dist
from torch import nn
from torch.nn import functional as F

FOLDER = Path(__file__).resolve().parent
)py";

const char* const weights = R"py(
def load_safetensors(path):
    """The tensors of a .safetensors file by name."""
    try:
        from safetensors.torch import load_file
        return load_file(path)
    except ImportError:
        pass
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            first, last = entry["data_offsets"]
            flat = torch.frombuffer(data[first:last] or bytearray(4), dtype=torch.float32)[:(last - first) // 4]
            tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors


def load_weights(model, path):
    if not Path(path).is_file():
        sys.exit(f"The weights are not there: {path}; name them with --weights.")
    missing, unknown = model.load_state_dict(load_safetensors(path), strict=False)
    wrong = [name for name in missing if not name.endswith("num_batches_tracked")] + unknown
    if wrong:
        sys.exit(f"{path} belongs to another network: {', '.join(wrong)}")


def save_weights(model, path):
    """A .safetensors file, which Glassbox reads again."""
    header, data = {}, b""
    for name, tensor in model.state_dict().items():
        if not name.endswith("num_batches_tracked"):
            values = tensor.detach().float().cpu().contiguous()
            packed = struct.pack(f"<{values.numel()}f", *values.flatten().tolist())
            places = [len(data), len(data) + len(packed)]
            header[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": places}
            data += packed
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    Path(path).write_bytes(struct.pack("<Q", len(text)) + text + data)

)py";

const char* const training = R"py(
def evaluate(model, part):
    """Cost, and for classes the share that is right."""
    model.eval()
    cost, hits = 0.0, 0
    with torch.no_grad():
        for x, y in zip(part[0].split(65536), part[1].split(65536)):
            output = model(x)
            cost += losses(output, y).sum().item()
            hit = right(output, y)
            hits = None if hit is None else hits + hit.sum().item()
    count = len(part[0])
    return cost / count, None if hits is None else hits / count


def train_step(network, optimizer, masks, x, y, share=None):
    """One step on a batch. `share` says which of its samples are this process's: (first, how many processes)."""
    rank, world = share or (0, 1)
    mine = slice(rank, None, world)
    own_x, own_y = x[mine], y[mine]
    weight = world / len(x)  # the gradients of all processes are averaged
    if len(own_x) == 0:
        own_x, own_y, weight = x[:1], y[:1], 0.0
    optimizer.zero_grad()
    cost = losses(network(own_x), own_y).sum() * weight
    cost.backward()
    with torch.no_grad():
        for parameter, mask in masks:
            parameter.grad[mask] = 0.0
        parameters = [parameter for parameter in network.parameters() if parameter.grad is not None]
        if CLIP_NORM > 0:
            nn.utils.clip_grad_norm_(parameters, CLIP_NORM)
        if CLIP_VALUE > 0:
            nn.utils.clip_grad_value_(parameters, CLIP_VALUE)
        if L1 > 0:
            for parameter in parameters:
                parameter.grad += L1 * parameter.sign()
        kept = [parameter[mask].clone() for parameter, mask in masks]
        optimizer.step()
        for (parameter, mask), values in zip(masks, kept):
            parameter[mask] = values
    return cost.item()


def train(model, training, validation, epochs, share=None, say=print):
    """Trains `model` in place. `share` is (rank, processes) where several work together."""
    x, y = training
    network = model
    if share:
        devices = [x.device] if x.device.type == "cuda" else None
        network = nn.parallel.DistributedDataParallel(model, device_ids=devices)
    optimizer = make_optimizer(model.parameters())
    schedule = make_schedule(optimizer)
    masks = frozen_masks(model)
    order = torch.Generator().manual_seed(SEED)
    watched = validation if len(validation[0]) else training
    best, best_epoch, best_state = evaluate(model, watched)[0], 0, None
    if PATIENCE:
        best_state = copy.deepcopy(model.state_dict())
    for epoch in range(1, epochs + 1):
        network.train()
        samples = torch.randperm(len(x), generator=order) if SHUFFLE else torch.arange(len(x))
        for batch in samples.split(BATCH or len(x)):
            train_step(network, optimizer, masks, x[batch], y[batch], share)
        cost, accuracy = evaluate(model, training)
        line = f"epoch {epoch} of {epochs}, rate {optimizer.param_groups[0]['lr']:.4g}, cost {cost:.6g}"
        if accuracy is not None:
            line += f", accuracy {accuracy:.1%}"
        seen = cost
        if len(validation[0]):
            seen, accuracy = evaluate(model, validation)
            line += f", validation {seen:.6g}" + ("" if accuracy is None else f", accuracy {accuracy:.1%}")
        if epoch % max(1, epochs // 20) == 0 or epoch == epochs:
            say(line)
        if not math.isfinite(cost):
            sys.exit(f"The cost is no longer a number after epoch {epoch}; try a smaller learning rate.")
        if isinstance(schedule, torch.optim.lr_scheduler.ReduceLROnPlateau):
            schedule.step(seen)
        else:
            schedule.step()
        if PATIENCE and seen < best - MIN_DELTA:
            best, best_epoch, best_state = seen, epoch, copy.deepcopy(model.state_dict())
        elif PATIENCE and epoch - best_epoch >= PATIENCE:
            model.load_state_dict(best_state)
            say(f"stopped early: the weights of epoch {best_epoch} are back")
            break

)py";

const char* const program = R"py(
def as_tensors(part, device):
    features = torch.tensor(part[0], dtype=torch.float32).reshape(-1, FEATURES)
    return features.to(device), targets_of(part[1]).to(device)


def main():
    parser = argparse.ArgumentParser(description="Trains the network on; see the top of this file.")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--weights", default=WEIGHTS, help="start from these (.safetensors)")
    parser.add_argument("--save", default=TRAINED, help="where the trained weights go (.safetensors)")
    parser.add_argument("--data", default=TABLE, help="the table to read")
    parser.add_argument("--device", help="cpu, cuda, ...; by itself the fastest there is")
    parser.add_argument("--evaluate", action="store_true", help="only say how good the network is")
    arguments = parser.parse_args()

    share = None
    device = arguments.device or ("cuda" if torch.cuda.is_available() else "cpu")
    if int(os.environ.get("WORLD_SIZE", "1")) > 1:  # started by torchrun
        dist.init_process_group("nccl" if device.startswith("cuda") else "gloo")
        share = (dist.get_rank(), dist.get_world_size())
        if device == "cuda":
            device = f"cuda:{os.environ['LOCAL_RANK']}"
            torch.cuda.set_device(device)
    first = share is None or share[0] == 0

    def say(line):
        if first:
            print(line, flush=True)

    training, validation = (as_tensors(part, device) for part in load_data(arguments.data))
    model = make_model().to(device)
    load_weights(model, arguments.weights)
    torch.manual_seed(SEED % 2**62 + (share[0] if share else 0))  # dropout, on each process another
    if not arguments.evaluate:
        train(model, training, validation, arguments.epochs, share, say)
    for name, part in (("training part", training), ("validation part", validation)):
        if len(part[0]):
            cost, accuracy = evaluate(model, part)
            say(f"{name}: cost {cost:.6g}" + ("" if accuracy is None else f", accuracy {accuracy:.1%}"))
    if first and not arguments.evaluate:
        save_weights(model, arguments.save)
        say(f"saved {arguments.save}")
    if share:
        dist.destroy_process_group()


if __name__ == "__main__":
    main()
)py";

}  // namespace glassbox::pytorch
