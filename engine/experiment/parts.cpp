#include "engine/data/dataset.h"
#include "engine/experiment/presentation.h"

#include <algorithm>

namespace glassbox {

namespace {

/// "Learning rate" within a sentence: "the learning rate".
std::string phraseOf(std::string title) {
    if (title.size() > 1 && title[0] >= 'A' && title[0] <= 'Z' && !(title[1] >= 'A' && title[1] <= 'Z'))
        title[0] = static_cast<char>(title[0] - 'A' + 'a');
    return "the " + title;
}

class List {
  public:
    void panel(const char* name, const char* title, const char* phrase, const char* help) {
        m_panel = name;
        m_parts.push_back({name, title, phrase, help});
    }
    void control(const std::string& name, const std::string& title, const std::string& help,
                 const std::string& phrase = {}) {
        const std::string whole = m_panel + '.' + name;
        const bool known =
            std::any_of(m_parts.begin(), m_parts.end(), [&](const PartInfo& part) { return part.name == whole; });
        if (!known) m_parts.push_back({whole, title, phrase.empty() ? phraseOf(title) : phrase, help});
    }
    std::vector<PartInfo> take() { return std::move(m_parts); }

  private:
    std::string m_panel;
    std::vector<PartInfo> m_parts;
};

/// The settings of all generators, each once.
void addDataSettings(List& list) {
    for (const DataInfo& kind : dataInfos()) {
        if (kind.inputs == 0) continue;  // the settings of tables stand in a dialog of their own
        for (const OptionInfo& option : kind.options) {
            if (option.type == OptionType::Text || option.type == OptionType::List) continue;
            const bool share = option.name == "validation";
            list.control(option.name, share ? "Validation share" : option.label, option.help);
        }
    }
}

std::vector<PartInfo> makeParts() {
    List list;
    list.panel("transport", "Run controls", "the run controls",
               "The buttons at the top that run the training, and its speed. The keys go on working.");
    list.control("rewind", "Rewind", "The button. The key R goes on working.", "Rewind");
    list.control("reinitialise", "Reinitialise", "The button. The key Shift+R goes on working.", "Reinitialise");
    list.control("run", "Run", "The button. The Space key goes on working.", "Run");
    list.control("step", "Step", "The button. The Right key goes on working.", "Step");
    list.control("epoch", "Epoch", "The button. Shift+Right goes on working.", "Epoch");
    list.control("speed", "Speed", "The slider. The keys + and - go on working.");
    list.control("figures", "Figures", "Epoch, costs and accuracy at the top.");
    list.panel("data", "Data", "the data panel", "What the network learns from.");
    list.control("kind", "Kind of data", "The tiles that choose the data, and the table's file.");
    addDataSettings(list);
    list.control("features", "Features", "Which inputs the network sees.");
    list.panel("training", "Training", "the training panel", "How the network learns.");
    list.control("optimizer", "Optimizer", "The rule that turns the gradient into the next step.");
    list.control("learning_rate", "Learning rate", "How far each step goes.");
    list.control("schedule", "Schedule", "How the learning rate changes, with its settings.");
    list.control("batch", "Batch", "Samples a step.");
    list.control("loss", "Loss", "What a wrong answer costs, with its settings.");
    list.control("weight_decay", "Weight decay", "The pull of all weights towards zero.");
    list.control("init", "Initialisation", "How the starting weights are drawn.");
    list.control("seed", "Seed", "Where all chance comes from.");
    list.control("optimizer_options", "Optimizer's settings", "Under More: momentum, the betas, epsilon.",
                 "the optimizer's settings");
    list.control("epochs", "Epochs", "Under More: the length of the run.");
    list.control("shuffle", "Shuffle", "Under More: whether the order of the samples changes.");
    list.control("l1", "L1 penalty", "Under More: the penalty on the size of weights.");
    list.control("clip_norm", "Clip norm", "Under More: the largest length of the gradient.");
    list.control("clip_value", "Clip value", "Under More: the largest size of each of its components.");
    list.control("early_stopping", "Early stopping", "Under More: when training stops by itself.");
    list.panel("network", "Network", "the network", "The picture of units and links.");
    list.control("edit", "Building the network", "Adding, moving and deleting layers and units, by mouse and keys.",
                 "what builds the network");
    list.panel("inside", "Inside views", "the inside views",
               "Weights, activations, gradients and what else is inside.");
    list.panel("layer", "Layer inspector", "the layer inspector", "The settings of the layer that is chosen.");
    list.panel("output", "Output", "the output", "What the network says everywhere, with the data over it.");
    list.panel("cost", "Cost", "the cost", "The chart of the run.");
    return list.take();
}

}  // namespace

const std::vector<PartInfo>& partInfos() {
    static const std::vector<PartInfo> parts = makeParts();
    return parts;
}

}  // namespace glassbox
