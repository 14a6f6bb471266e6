#pragma once

#include "ui/backprop/step_blocks.h"
#include "ui/formula/formula.h"

#include <QImage>

namespace glassbox {

/// Paints the picture of a step. What stays while the walk stands still is kept as an image; what is pointed at, the
/// focus and the flowing gradient are painted over it.
class StepPainter {
  public:
    explicit StepPainter(MathFontPtr font) : m_font(std::move(font)) {}

    /// The scene is another one; with `all`, its record, theme or size are too.
    void sceneChanged(bool all);
    /// `lit` and `focus` may be none; `march` is how far the dashes have moved, in pixels.
    void paint(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme,
               const StepItem& lit, const StepItem& focus, double march);

    /// The picture as lines and text, on no ground.
    void paintOnPaper(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme);

  private:
    void paintGround(const StepScene& scene, const WalkModel& model, const Theme& theme);
    void paintUnits(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme);
    void paintLabels(QPainter& painter, const StepScene& scene, const Theme& theme) const;
    // step_unit_painter.cpp
    void paintUnit(QPainter& painter, const StepScene& scene, const Theme& theme, Index column, Index unit, bool lit);
    void paintFace(QPainter& painter, const UnitFace& face, const QRectF& rect, const Theme& theme);
    void paintCaptions(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme);
    void paintFeet(QPainter& painter, const StepScene& scene, const Theme& theme) const;
    void paintLit(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme,
                  const StepItem& lit);
    Formula& formula(const QString& tex);

    MathFontPtr m_font;
    QHash<QString, Formula> m_formulas;
    StepBlocks m_blocks;
    QImage m_ground;
    bool m_isCurrent = false;
};

/// The largest font up to `pixels` in which the text is not wider than the room; 8 pixels at least.
QFont fittedFont(const Theme& theme, const QString& text, double pixels, double room, QFont::Weight weight);
/// Colour of a number by its sign.
QColor signColor(const Theme& theme, double value);
/// All links that are drawn one by one, into an opaque 32 bit image.
void drawStepLinks(QImage& image, const StepScene& scene, const WalkModel& model, const Theme& theme);
/// The same as lines of a painter.
void paintStepLinks(QPainter& painter, const StepScene& scene, const WalkModel& model, const Theme& theme);
/// The dashed arrows along which the gradient flows, with words beside the first.
void paintFlows(QPainter& painter, const StepScene& scene, const Theme& theme, double march);
/// Text on a soft ground, so that lines behind do not spoil it.
void drawOnGround(QPainter& painter, const Theme& theme, const QRectF& room, const QString& text);

}  // namespace glassbox
