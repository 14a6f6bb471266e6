#include "ui/backprop/step_tables.h"

#include "engine/explain/step_tensor.h"

namespace glassbox {

DataTable stepTable(const StepRecord& record) {
    DataTable table({"layer", "parameter", "row", "column", "before", "gradient", "after"});
    for (Index layer = 0; layer < record.before.layerCount(); ++layer) {
        const auto parameters = record.before.layer(layer).parameters();
        for (std::size_t part = 0; part < parameters.size(); ++part) {
            const auto view = [&](Quantity quantity) {
                return tensorOf(record, {quantity, layer, static_cast<Index>(part)});
            };
            const TensorView before = view(Quantity::Parameter), gradient = view(Quantity::Gradient),
                             after = view(Quantity::NewParameter);
            for (Index row = 0; row < before.rows; ++row)
                for (Index col = 0; col < before.cols; ++col) {
                    table << layer + 1 << parameters[part].name << row << col;
                    for (const TensorView& each : {before, gradient, after})
                        each.has(row, col) ? table << each(row, col) : table << std::nullopt;
                }
        }
    }
    return table;
}

DataTable gradientSizesTable(const std::vector<GradientSize>& sizes) {
    DataTable table({"layer", "error", "weights"});
    for (const GradientSize& size : sizes) {
        table << size.layer + 1 << size.error;
        size.weights ? table << *size.weights : table << std::nullopt;
    }
    return table;
}

DataTable checkTable(const TensorCheck& check) {
    DataTable table({"row", "column", "backpropagation", "central_difference", "relative_error", "agrees"});
    for (const CheckedNumber& number : check.numbers)
        table << number.row << number.col << number.analytic << number.numeric << number.error << number.agrees;
    return table;
}

}  // namespace glassbox
