#pragma once

#include "ui/backprop/step_scene.h"

#include <QImage>

#include <map>

class QPainter;

namespace glassbox {

/// Paints what large layers collapse to: their values as cells, the weights between them as a matrix. Keeps the
/// matrices' images, which are the same at most places of a walk.
class StepBlocks {
  public:
    /// Another record, theme or size.
    void clear() { m_images.clear(); }
    void paint(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme);
    /// The matrix cell with the largest number among those that are painted as one.
    static StepItem strongest(const StepScene& scene, const WalkModel& model, const StepItem& item);

  private:
    using Key = std::tuple<Index, LinkMeaning, Index>;

    const QImage& image(const StepScene& scene, const WalkModel& model, const Theme& theme, Index column, double ratio);
    void paintMatrix(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme,
                     Index column);

    std::map<Key, QImage> m_images;
};

/// The row and the column of a layer's weights that the present number is made of; absent where it is made of all.
std::pair<std::optional<Index>, std::optional<Index>> litLines(const StepScene& scene, Index column);
/// The number that a cell of a collapsed column stands for.
Place placeOfCell(const WalkModel& model, const StepColumn& column, Index unit);

}  // namespace glassbox
