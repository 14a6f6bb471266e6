#include "app/command_line.h"

namespace glassbox {

QString versionText() {
    return "Glassbox " GLASSBOX_VERSION "\n";
}

QString helpText() {
    return R"(Glassbox shows how neural networks learn.

Usage:
  glassbox                              open the window
  glassbox FILE                         open the window with a document (.glassbox), an experiment
                                        (.json), a table (.csv) or flashcards (.deck.md, .apkg)
  glassbox train FILE [options]         train without a window; see glassbox train --help
  glassbox export FILE --to FILE        to other programs or to paper; see glassbox export --help

Options:
  -h, --help      show this help
  -v, --version   show the version

Exit codes: 0 done, 1 the work failed, 2 wrong use.
)";
}

QString trainHelpText() {
    return R"(Trains an experiment (.json), or a Glassbox document on from where it stopped, without a window.

Usage:
  glassbox train FILE [options]

Options:
  --epochs N               train N epochs instead of the experiment's number; those that a document has behind it count
  --seed N                 use this seed instead of the experiment's, and begin anew
  --weights IN.npz         begin anew from these weights (.npz or .safetensors) instead of drawing new ones
  --save OUT.glassbox      save a document with everything: experiment, table, weights, history, and all it takes to
                           train on exactly from there. May be the document that is trained
  --save-weights OUT.npz   save the trained weights, named and shaped as PyTorch's nn.Sequential would
  --model OUT.onnx         take the trained network away; the ending says how, as glassbox export --help lists
  --history OUT.csv        save the costs of every epoch
  --plot OUT.svg           draw the costs of every epoch; the ending says the kind: .svg, .png or .pdf
  --report OUT.pdf         print a report: the network, its data, the training and how well it does
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
    return R"(Writes the network of an experiment (.json) or of a Glassbox document for other programs, or on paper.

Usage:
  glassbox export FILE --to FILE [options]

The ending of FILE says the format:
  .safetensors   weights, named and shaped as PyTorch's nn.Sequential would; classes, seed and settings with them
  .npz           weights for NumPy, with the same names
  .onnx          ONNX model (opset 17): any number of samples at once; gives probabilities for classes
  .raw.onnx      the same from the raw inputs on: features and normalisation are part of the model
  .py            PyTorch program that trains on, alone or under torchrun; writes FILE's .safetensors beside it, and
                 the points of generated data as .data.csv (also a table that only the document holds)
  .keras.py      the same for Keras
  .hpp           C++17 header that needs nothing but the standard library
  .dot           drawing of the network for Graphviz
  .svg, .png     picture of the network: units, and weights by sign and size
  .pdf           report to print: the network, its data and training, how well it does on the validation part, and
                 the command that repeats it
  .csv, .json    history of a trained document: costs of every epoch
Files of these names that are there already are replaced.

Options:
  --weights IN           the trained weights, .npz or .safetensors as glassbox train saves them; or an .onnx model,
                         whose network takes the place of the experiment's. Without them those of the document
                         are written; an experiment has only its starting weights
  --what WHAT            for .pdf, .svg and .png: report (what .pdf means by itself), network (what .svg and .png
                         mean by themselves), or cost, the chart of a document's training
  --with-preprocessing   .onnx: as .raw.onnx
  --quiet                no notes; errors are still said
  -h, --help             show this help

Exit codes: 0 done, 1 the work failed, 2 wrong use.
)";
}

}  // namespace glassbox
