#include "engine/formats/keras_script.h"

#include "engine/experiment/kinds.h"
#include "engine/formats/python_text.h"
#include "engine/formats/pytorch_layers.h"

#include <QDir>
#include <QFileInfo>

namespace glassbox {

namespace {

Options optionsOf(SpecRole role, const Spec& spec) {
    return checkedOptions(*findKind(role, spec.kind), spec.options, spec.kind);
}

std::string functionText(const Activation& activation) {
    const std::string setting = pythonNumber(static_cast<float>(activation.setting));
    switch (activation.kind) {
        case ActivationKind::Identity:
            return "None";
        case ActivationKind::Sigmoid:
            return "tf.sigmoid";
        case ActivationKind::Tanh:
            return "tf.tanh";
        case ActivationKind::Relu:
            return "tf.nn.relu";
        case ActivationKind::LeakyRelu:
            return "lambda z: tf.nn.leaky_relu(z, " + setting + ")";
        case ActivationKind::Elu:
            return "lambda z: tf.where(z > 0, z, " + setting + " * tf.math.expm1(z))";
        case ActivationKind::Gelu:
            return "lambda z: tf.nn.gelu(z, approximate=False)";
        case ActivationKind::Softmax:
            return "tf.nn.softmax";
        case ActivationKind::LogSoftmax:
            return "tf.nn.log_softmax";
    }
    return "None";
}

std::string layerText(const Model& model, Index i) {
    const Layer& layer = model.network.layer(i);
    const Spec& spec = model.network.spec(i);
    const Options options = checkedOptions(*findLayer(spec.kind), spec.options, "network");
    const bool leftOut = i + 1 == model.network.layerCount() && leavesOutLastActivation(model);
    const std::string function = leftOut ? "None" : functionText(layer.activationFunction());
    const std::string trainable = layer.frozen() ? ", trainable=False" : "";
    if (spec.kind == "dense")
        return "layers.Dense(" + std::to_string(layer.outputShape().size()) + ", activation=" + function +
               ", use_bias=" + pythonFlag(options.flag("bias")) +
               ", kernel_regularizer=penalty(), bias_regularizer=penalty()" + trainable + "),";
    if (spec.kind == "activation")
        return function == "None" ? "layers.Activation(\"linear\")," : "layers.Activation(" + function + "),";
    if (spec.kind == "dropout") return "layers.Dropout(" + pythonNumber(options.real("rate")) + "),";
    if (spec.kind == "flatten") return "layers.Flatten(),";
    const std::string norm = "epsilon=" + pythonNumber(options.real("epsilon")) +
                             ", gamma_regularizer=penalty(), beta_regularizer=penalty()" + trainable + "),";
    if (spec.kind == "batch_norm")
        return "layers.BatchNormalization(momentum=" + pythonNumber(1 - options.real("momentum")) + ", " + norm;
    if (spec.kind == "layer_norm") return "layers.LayerNormalization(" + norm;
    throw Error("Layer " + std::to_string(i + 1) + " (" + spec.kind + ") can't be written for Keras yet.");
}

std::string lossText(const Model& model) {
    const Spec& loss = model.experiment.training.loss;
    if (loss.kind == "mse") return "keras.losses.MeanSquaredError()";
    if (loss.kind == "mae") return "keras.losses.MeanAbsoluteError()";
    if (loss.kind == "huber")
        return "keras.losses.Huber(delta=" + pythonNumber(optionsOf(SpecRole::Loss, loss).real("delta")) + ")";
    if (loss.kind == "binary_cross_entropy") return "keras.losses.BinaryCrossentropy(from_logits=True)";
    if (loss.kind == "cross_entropy") return "keras.losses.CategoricalCrossentropy(from_logits=True)";
    if (loss.kind == "nll") return "lambda y, a: -tf.reduce_sum(y * a, axis=-1)";
    if (loss.kind == "hinge")
        return model.network.outputShape().size() == 1
                   ? "lambda y, a: tf.reduce_mean(tf.nn.relu(1 - (2 * y - 1) * a), axis=-1)"
                   : "lambda y, a: tf.reduce_mean(\n        (1 - y) * tf.nn.relu(1 - tf.reduce_sum(y * a, axis=-1, "
                     "keepdims=True) + a), axis=-1)";
    throw Error("The loss " + loss.kind + " can't be written for Keras yet.");
}

std::string optimizerText(const TrainingSpec& training) {
    const Options options = optionsOf(SpecRole::Optimizer, training.optimizer);
    const std::string& kind = training.optimizer.kind;
    const auto real = [&](const char* name) { return pythonNumber(options.real(name)); };
    std::string common = "(learning_rate=LEARNING_RATE";
    // Keras takes one way of clipping at a time.
    if (training.clipNorm > 0)
        common += ", global_clipnorm=" + pythonNumber(training.clipNorm);
    else if (training.clipValue > 0)
        common += ", clipvalue=" + pythonNumber(training.clipValue);
    const std::string optimizers = "keras.optimizers.";
    if (kind == "sgd") return optimizers + "SGD" + common + ")";
    if (kind == "momentum" || kind == "nesterov")
        return optimizers + "SGD" + common + ", momentum=" + real("momentum") +
               (kind == "nesterov" ? ", nesterov=True)" : ")");
    const std::string epsilon = ", epsilon=" + real("epsilon");
    if (kind == "adagrad") return optimizers + "Adagrad" + common + ", initial_accumulator_value=0.0" + epsilon + ")";
    if (kind == "rmsprop") return optimizers + "RMSprop" + common + ", rho=" + real("alpha") + epsilon + ")";
    const std::string betas = ", beta_1=" + real("beta1") + ", beta_2=" + real("beta2") + epsilon;
    if (kind == "adam") return optimizers + "Adam" + common + betas + ")";
    if (kind == "adamw")
        return optimizers + "AdamW" + common + betas + ", weight_decay=" + pythonNumber(training.weightDecay) + ")";
    throw Error("The optimizer " + kind + " can't be written for Keras yet.");
}

std::string scheduleText(const Spec& spec) {
    const Options options = optionsOf(SpecRole::Schedule, spec);
    const auto real = [&](const char* name) { return pythonNumber(options.real(name)); };
    const auto whole = [&](const char* name) { return std::to_string(options.integer(name)); };
    const auto rate = [](const std::string& formula) {
        return "keras.callbacks.LearningRateScheduler(\n        lambda epoch, _: " + formula + ")";
    };
    if (spec.kind == "constant") return rate("LEARNING_RATE");
    if (spec.kind == "step")
        return rate("LEARNING_RATE * " + real("gamma") + " ** (epoch // " + whole("step_size") + ")");
    if (spec.kind == "exponential") return rate("LEARNING_RATE * " + real("gamma") + " ** epoch");
    if (spec.kind == "cosine")
        return rate(real("eta_min") + " + (LEARNING_RATE - " + real("eta_min") +
                    ") * (1 + math.cos(math.pi * epoch / " + whole("t_max") + ")) / 2");
    if (spec.kind == "warmup")
        return rate("LEARNING_RATE * (" + real("start_factor") + " + (1 - " + real("start_factor") + ") * min(epoch, " +
                    whole("epochs") + ") / " + whole("epochs") + ")");
    if (spec.kind == "plateau")
        return "keras.callbacks.ReduceLROnPlateau(\n        monitor=WATCHED, factor=" + real("factor") +
               ", patience=" + std::to_string(options.integer("patience") + 1) + ", cooldown=" + whole("cooldown") +
               ",\n        min_delta=" + real("threshold") + ", min_lr=" + real("min_rate") + ")";
    throw Error("The schedule " + spec.kind + " can't be written for Keras yet.");
}

const char* const imports = R"py(import argparse
import array
import csv
import io
import json
import math
import struct
import sys
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers

FOLDER = Path(__file__).resolve().parent
)py";

const char* const weights = R"py(

def load_weights(model, path):
    """Puts the numbers of a .safetensors file into the layers; PyTorch keeps a dense layer's matrix the other way."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            first, last = entry["data_offsets"]
            tensors[name] = np.frombuffer(data[first:last], dtype="<f4").reshape(entry["shape"])
    for i, layer in enumerate(model.layers):
        names = ["weight", "bias", "running_mean", "running_var"]
        values = [tensors[f"{i}.{name}"] for name in names if f"{i}.{name}" in tensors]
        if isinstance(layer, layers.Dense):
            values[0] = values[0].T
        if values:
            layer.set_weights(values)

)py";

const char* const program = R"py(
def as_arrays(part):
    features, targets = part
    return np.array(features, dtype="float32").reshape(-1, FEATURES), targets_of(targets)


def main():
    parser = argparse.ArgumentParser(description="Trains the network on; see the top of this file.")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--weights", default=WEIGHTS, help="start from these (.safetensors)")
    parser.add_argument("--save", default=TRAINED, help="where the trained model goes (.keras)")
    parser.add_argument("--data", default=TABLE, help="the table to read")
    arguments = parser.parse_args()

    (x, y), validation = (as_arrays(part) for part in load_data(arguments.data))
    model = make_model()
    load_weights(model, arguments.weights)
    model.compile(optimizer=make_optimizer(), loss=make_loss())
    keras.utils.set_random_seed(SEED % 2**32)
    model.fit(x, y, batch_size=BATCH or len(x), epochs=arguments.epochs, shuffle=SHUFFLE, callbacks=make_callbacks(),
              validation_data=validation if len(validation[0]) else None)
    model.save(arguments.save)
    print(f"saved {arguments.save}")


if __name__ == "__main__":
    main()
)py";

std::string network(const Model& model) {
    std::string text = "\nFEATURES = " + std::to_string(model.network.inputShape().size()) + "\n\n";
    text += "\ndef penalty():\n    return keras.regularizers.L1L2(L1, L2) if L1 > 0 or L2 > 0 else None\n\n";
    text += "\ndef make_model():\n    return keras.Sequential([\n        keras.Input((FEATURES,)),\n";
    for (Index i = 0; i < model.network.layerCount(); ++i) text += "        " + layerText(model, i) + "\n";
    return text + "    ])\n";
}

std::string training(const Model& model, bool watchesValidation) {
    const TrainingSpec& spec = model.experiment.training;
    const bool decoupled = spec.optimizer.kind == "adamw";
    const Index outputs = model.network.outputShape().size();
    std::string text =
        "LEARNING_RATE = " + pythonNumber(optionsOf(SpecRole::Optimizer, spec.optimizer).real("learning_rate")) + "\n";
    text += "BATCH = " + std::to_string(spec.batch) + "  # samples a step; 0: all of the training part\n";
    text += "EPOCHS, SHUFFLE, SEED = " + std::to_string(spec.epochs) + ", " + pythonFlag(spec.shuffle) + ", " +
            std::to_string(model.experiment.seed) + "\n";
    text += "L1, L2 = " + pythonNumber(spec.l1) + ", " + pythonNumber(decoupled ? 0.0 : spec.weightDecay / 2) +
            "  # penalties on the size of the parameters\n";
    text += std::string("WATCHED = ") + (watchesValidation ? "\"val_loss\"" : "\"loss\"") + "\n\n";
    text += "\ndef targets_of(targets):\n    return ";
    text += outputs == 1
                ? "np.array(targets, dtype=\"float32\").reshape(-1, 1)\n\n"
                : "np.eye(" + std::to_string(outputs) + ", dtype=\"float32\")[np.array(targets, dtype=int)]\n\n";
    text += "\ndef make_loss():\n    return " + lossText(model) + "\n\n";
    text += "\ndef make_optimizer():\n    return " + optimizerText(spec) + "\n\n";
    text += "\ndef make_callbacks():\n    callbacks = [" + scheduleText(spec.schedule) + "]\n";
    if (spec.earlyStopping.patience > 0)
        text += "    callbacks.append(keras.callbacks.EarlyStopping(\n        monitor=WATCHED, patience=" +
                std::to_string(spec.earlyStopping.patience) +
                ", min_delta=" + pythonNumber(spec.earlyStopping.minDelta) + ", restore_best_weights=True))\n";
    return text + "    return callbacks\n\n";
}

}  // namespace

ProgramFiles kerasProgram(const Model& model, const QString& path) {
    const QFileInfo info(path);
    const QString stem = info.completeBaseName().remove(QStringLiteral(".keras"));
    ProgramFiles files;
    files.name = info.fileName();
    files.weightsName = stem + QStringLiteral(".safetensors");
    files.weights = safetensorsBytes({model.network.exportParameters(), modelTexts(model)});
    const QString dataName = stem + QStringLiteral(".data.csv"), folder = info.absolutePath();
    const DataSource source = dataSourceOf(model, QDir(folder).filePath(dataName));
    if (!source.points.isEmpty()) files.dataName = dataName;
    files.points = source.points;
    const std::string name = pythonFileName(files.name, "this file");
    std::string text =
        "#!/usr/bin/env python3\n\"\"\"A network from Glassbox in Keras, on TensorFlow: " + pythonTitle(model) +
        ".\n\n    python3 " + name + "    trains on and saves the model\n" + R"(
The files of the weights and of the data belong beside it. The reported cost includes the penalties. Where both ways of
clipping the gradient were on, only that of its length is; single frozen weights learn again.
"""
)" + imports;
    text += "WEIGHTS = FOLDER / " + pythonText(files.weightsName.toStdString()) + "\n";
    text += "TRAINED = FOLDER / " + pythonText((stem + QStringLiteral(".trained.keras")).toStdString()) + "\n";
    text += "\n# The data.\n\n" + pythonData(model, source, folder) + "\n# The network.\n" + network(model) + weights;
    text += "\n# The training.\n\n" + training(model, model.data->validation.count() > 0) + program;
    files.text = QByteArray::fromStdString(text);
    return files;
}

}  // namespace glassbox
