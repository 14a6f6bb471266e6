#pragma once

#include <string>
#include <vector>

/// The networks whose speed is compared; both programs read this one list.
namespace bench {

struct Case {
    std::string name;
    int inputs;
    std::vector<int> units;  ///< of each layer, the output last
    std::string activation;  ///< of the hidden layers; the last is linear
    bool classes;            ///< cross-entropy over the outputs, else MSE
    bool adam;               ///< else SGD
    int batch;
    int samples;  ///< in the training part
};

inline const std::vector<Case>& cases() {
    static const std::vector<Case> list{
        {"a10", 2, {8, 8, 1}, "tanh", false, false, 10, 10000},
        {"a32", 2, {8, 8, 1}, "tanh", false, true, 32, 10000},
        {"b32", 784, {128, 64, 10}, "relu", true, true, 32, 8192},
        {"b128", 784, {128, 64, 10}, "relu", true, true, 128, 8192},
        {"c128", 784, {512, 512, 10}, "relu", true, true, 128, 8192},
    };
    return list;
}

}  // namespace bench
