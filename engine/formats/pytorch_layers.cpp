#include "engine/formats/pytorch_layers.h"

#include "engine/experiment/kinds.h"
#include "engine/formats/python_text.h"

#include <algorithm>

namespace glassbox {

namespace {

/// The function of an activation; "None" for identity.
std::string functionText(const Activation& activation) {
    const std::string setting = pythonNumber(static_cast<float>(activation.setting));
    switch (activation.kind) {
        case ActivationKind::Identity:
            return "None";
        case ActivationKind::Sigmoid:
            return "torch.sigmoid";
        case ActivationKind::Tanh:
            return "torch.tanh";
        case ActivationKind::Relu:
            return "F.relu";
        case ActivationKind::LeakyRelu:
            return "lambda z: F.leaky_relu(z, " + setting + ")";
        case ActivationKind::Elu:
            return "lambda z: F.elu(z, " + setting + ")";
        case ActivationKind::Gelu:
            return "F.gelu";
        case ActivationKind::Softmax:
            return "lambda z: F.softmax(z, dim=1)";
        case ActivationKind::LogSoftmax:
            return "lambda z: F.log_softmax(z, dim=1)";
    }
    return "None";
}

std::string layerText(const Model& model, Index i) {
    const Layer& layer = model.network.layer(i);
    const Spec& spec = model.network.spec(i);
    const Options options = checkedOptions(*findLayer(spec.kind), spec.options, "network");
    const std::string width = std::to_string(layer.inputShape().size());
    const bool leftOut = i + 1 == model.network.layerCount() && leavesOutLastActivation(model);
    const std::string function = leftOut ? "None" : functionText(layer.activationFunction());
    const std::string note = leftOut ? "  # its " + layer.activation() + " is in the loss" : "";
    const auto epsilon = [&] { return pythonNumber(options.real("epsilon")); };
    if (spec.kind == "dense") {
        const std::string bias = options.flag("bias") ? "" : ", bias=False";
        return "Dense(" + width + ", " + std::to_string(layer.outputShape().size()) + ", " + function + bias + ")," +
               note;
    }
    if (spec.kind == "activation") return (leftOut ? "nn.Identity()," : "Activation(" + function + "),") + note;
    if (spec.kind == "dropout") return "nn.Dropout(" + pythonNumber(options.real("rate")) + "),";
    if (spec.kind == "batch_norm")
        return "BatchNorm(" + width + ", eps=" + epsilon() + ", momentum=" + pythonNumber(options.real("momentum")) +
               ", frozen=" + pythonFlag(options.flag("frozen")) + "),";
    if (spec.kind == "layer_norm") return "nn.LayerNorm(" + width + ", eps=" + epsilon() + "),";
    if (spec.kind == "flatten") return "nn.Flatten(),";
    throw Error("Layer " + std::to_string(i + 1) + " (" + spec.kind + ") can't be written for PyTorch yet.");
}

bool uses(const Model& model, const char* kind) {
    for (Index i = 0; i < model.network.layerCount(); ++i)
        if (model.network.spec(i).kind == kind) return true;
    return false;
}

const char* const denseClass = R"py(
class Dense(nn.Linear):
    """A linear layer with its activation function: one layer, so that its parameters keep their names."""

    def __init__(self, inputs, units, activation=None, bias=True):
        super().__init__(inputs, units, bias)
        self.activation = activation

    def forward(self, x):
        z = super().forward(x)
        return z if self.activation is None else self.activation(z)

)py";

const char* const activationClass = R"py(
class Activation(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return x if self.function is None else self.function(x)

)py";

const char* const batchNormClass = R"py(
class BatchNorm(nn.BatchNorm1d):
    """nn.BatchNorm1d, but a batch of a single sample, and a frozen layer, take the running averages."""

    def __init__(self, features, eps, momentum, frozen):
        super().__init__(features, eps=eps, momentum=momentum)
        self.frozen = frozen

    def forward(self, x):
        if self.training and len(x) > 1 and not self.frozen:
            return super().forward(x)
        return F.batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias, False, 0.0, self.eps)

)py";

/// Places in PyTorch's order of the numbers that training leaves alone.
std::vector<Index> frozenPlaces(const Layer& layer, const ParameterPlace& place, Index layerStart) {
    const std::vector<Index> frozen = layer.frozenParameters();
    std::vector<Index> places;
    std::vector<Index> at(place.info.shape.size(), 0);
    for (Index k = 0; k < place.info.size(); ++k) {
        Index offset = place.offset - layerStart;
        for (std::size_t d = 0; d < at.size(); ++d) offset += at[d] * place.info.strides[d];
        if (std::binary_search(frozen.begin(), frozen.end(), offset)) places.push_back(k);
        for (std::size_t d = at.size(); d-- > 0;) {
            if (++at[d] < place.info.shape[d]) break;
            at[d] = 0;
        }
    }
    return places;
}

std::string frozenText(const Network& network) {
    std::vector<std::string> items;
    for (const ParameterPlace& place : network.places()) {
        if (!place.trained) continue;
        const Layer& layer = network.layer(place.layer);
        const Index start = network.layerParameters(place.layer).data() - network.parameters().data();
        std::vector<std::string> places;
        if (!layer.frozen())
            for (const Index k : frozenPlaces(layer, place, start)) places.push_back(std::to_string(k));
        if (layer.frozen())
            items.push_back(pythonText(place.name) + ": slice(None)");
        else if (!places.empty())
            items.push_back(pythonText(place.name) + ": " + pythonList(places));
    }
    std::string text = "{";
    for (const std::string& item : items) text += "\n    " + item + ",";
    return text + (items.empty() ? "}" : "\n}");
}

const char* const frozenFunction = R"py(

def frozen_masks(model):
    """For each parameter with frozen numbers: where they are."""
    masks = []
    for name, parameter in model.named_parameters():
        if name in FROZEN:
            mask = torch.zeros(parameter.numel(), dtype=torch.bool, device=parameter.device)
            mask[FROZEN[name]] = True
            masks.append((parameter, mask.view_as(parameter)))
    return masks

)py";

}  // namespace

bool leavesOutLastActivation(const Model& model) {
    return model.network.fuses(*model.loss);
}

std::string pytorchLayers(const Model& model) {
    std::string text;
    if (uses(model, "dense")) text += denseClass;
    if (uses(model, "activation")) text += activationClass;
    if (uses(model, "batch_norm")) text += batchNormClass;
    text += "\nFEATURES = " + std::to_string(model.network.inputShape().size()) + "  # that the network sees\n\n";
    text += "\ndef make_model():\n    return nn.Sequential(\n";
    for (Index i = 0; i < model.network.layerCount(); ++i) text += "        " + layerText(model, i) + "\n";
    text += "    )\n\n\n# Numbers that training leaves alone, by parameter; places count row by row.\nFROZEN = ";
    return text + frozenText(model.network) + "\n" + frozenFunction;
}

}  // namespace glassbox
