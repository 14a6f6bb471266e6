#include "app/command_line.h"

namespace glassbox {

QString versionText() {
    return "Glassbox " GLASSBOX_VERSION "\n";
}

QString helpText() {
    return R"(Glassbox shows how neural networks learn.

Usage:
  glassbox                              open the window
  glassbox FILE                         open the window with an experiment (.json)
  glassbox train EXPERIMENT [options]   train without a window; see glassbox train --help
  glassbox export EXPERIMENT --to FILE  take the network to other programs; see glassbox export --help

Options:
  -h, --help      show this help
  -v, --version   show the version

Exit codes: 0 done, 1 the work failed, 2 wrong use.
)";
}

QString trainHelpText() {
    return R"(Trains the experiment of a JSON file without a window.

Usage:
  glassbox train EXPERIMENT [options]

Options:
  --epochs N               train N epochs instead of the experiment's number
  --seed N                 use this seed instead of the experiment's
  --weights IN.npz         start from these weights (.npz or .safetensors) instead of drawing new ones
  --save-weights OUT.npz   save the trained weights, named and shaped as PyTorch's nn.Sequential would
  --model OUT.onnx         take the trained network away; the ending says how, as glassbox export --help lists
  --history OUT.csv        save the costs of every epoch
  --plot OUT.svg           draw the costs of every epoch; the ending says the kind: .svg, .png or .pdf
  --threads N              calculate on N threads (by itself: one for small networks, else one a core).
                           The same seed and the same number of threads repeat a run exactly
  --quiet                  no progress and no notes; errors are still said
  -h, --help               show this help

Tables (.csv) that the experiment names are looked for from the folder of the experiment's file.

Progress goes to stderr. On stdout comes one line of JSON:
  {"state": "finished", "epochs": 300, "steps": 3300, "seconds": 0.9,
   "train": {"cost": 0.01, "accuracy": 0.99}, "validation": {"cost": 0.02, "accuracy": 0.98}}
state is one of
  finished        all epochs are done
  early_stopping  the cost no longer fell; the best weights are back
  interrupted     Ctrl-C: what was trained so far is saved. A second Ctrl-C ends at once
  diverged        a number was no longer finite; stderr says where
A cost that is not a number is null. accuracy is there for classes only, validation only where a part was set aside.

Exit codes: 0 done (also early stopping and Ctrl-C), 1 the work failed or diverged, 2 wrong use.
)";
}

QString exportHelpText() {
    return R"(Writes the network of an experiment for other programs.

Usage:
  glassbox export EXPERIMENT --to FILE [options]

The ending of FILE says the format:
  .safetensors   weights, named and shaped as PyTorch's nn.Sequential would; classes, seed and settings with them
  .npz           weights for NumPy, with the same names
  .onnx          ONNX model (opset 17): any number of samples at once; gives probabilities for classes
  .py            PyTorch program that trains on, alone or under torchrun; writes FILE's .safetensors beside it, and
                 the points of generated data as .data.csv
  .keras.py      the same for Keras
  .hpp           C++17 header that needs nothing but the standard library
  .dot           drawing of the network for Graphviz
Files of these names that are there already are replaced.

Options:
  --weights IN           the trained weights, .npz or .safetensors as glassbox train saves them; or an .onnx model,
                         whose network takes the place of the experiment's. Without them the starting weights
                         are written
  --with-preprocessing   .onnx: begin with the raw inputs, so that features and normalisation are part of the model
  --quiet                no notes; errors are still said
  -h, --help             show this help

Exit codes: 0 done, 1 the work failed, 2 wrong use.
)";
}

}  // namespace glassbox
