#include "ui/optimizers/race_film.h"

#include "ui/optimizers/race_overlay.h"
#include "ui/plots/contour_overlay_painter.h"
#include "ui/plots/contour_painter.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace glassbox {

namespace {

constexpr QSize filmSize{960, 600};
constexpr int mostFrames = 150;
constexpr int margin = 14, headHeight = 34;

/// All that stays the same from frame to frame.
class Stage {
  public:
    Stage(RaceFilm film, const Theme& theme) : m_film(std::move(film)), m_theme(theme) {
        const QSizeF size = QSizeF(filmSize) - QSizeF(2 * margin, margin + headHeight);
        // Levels give the legend its width, and that the picture its own: laid out twice.
        m_layout = contourLayout(m_film.range, size, contourFont(theme), {}, true, true);
        ContourRequest request;
        request.range = m_film.range;
        request.pixels = m_layout.frame.plot.size().toSize();
        request.spacing = m_film.spacing;
        m_picture = makeContourPicture(m_film.surface, request, 1, [] { return false; });
        m_dress = dressed(*m_picture, theme, m_layout.frame.plot.size());
        m_layout = contourLayout(m_film.range, size, contourFont(theme), m_dress.texts, true, true);
        m_ground = QImage(filmSize, QImage::Format_RGB32);
        m_ground.fill(theme.panel);
        QPainter painter(&m_ground);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(margin, headHeight);
        paintContours(painter, *m_picture, m_dress, m_layout.frame, theme);
        if (!m_layout.legend.isEmpty())
            paintContourLegend(painter, m_layout.legend, *m_picture, m_dress, m_film.surface.valueName, theme);
        paintContourAxes(painter, m_layout, m_film.surface, theme);
    }

    QImage frame(Index step) const {
        QImage image = m_ground;
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(m_theme.ink);
        painter.setFont(m_theme.font(14, QFont::DemiBold));
        painter.drawText(QRectF(margin, 0, filmSize.width() - 2 * margin, headHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         m_film.title);
        painter.setFont(m_theme.font(14));
        painter.drawText(QRectF(margin, 0, filmSize.width() - 2 * margin, headHeight),
                         Qt::AlignRight | Qt::AlignVCenter,
                         QCoreApplication::translate("RaceFilm", "step %1").arg(countText(qint64{step})));
        painter.translate(margin, headHeight);
        const ContourOverlay overlay = raceOverlay(*m_film.result, step, m_film.selected, m_theme);
        const std::vector<ContourItem> items =
            contourItems(m_film.surface, overlay, m_layout.frame, edgeArrowsApart(m_theme));
        paintContourOverlay(painter, {m_film.surface, overlay, items, m_layout.frame}, m_theme);
        return image;
    }

    Index last() const { return m_film.result->race.steps; }

  private:
    RaceFilm m_film;
    Theme m_theme;
    ContourLayout m_layout;
    ContourPicturePtr m_picture;
    ContourDress m_dress;
    QImage m_ground;
};

}  // namespace

Animation raceAnimation(const RaceFilm& film, const Theme& theme) {
    const auto stage = std::make_shared<const Stage>(film, theme);
    Animation animation;
    animation.size = filmSize;
    animation.frames = static_cast<int>(std::min<Index>(stage->last() + 1, mostFrames));
    const int frames = animation.frames;
    animation.paint = [stage, frames](int number) {
        return stage->frame(frames > 1 ? stage->last() * number / (frames - 1) : stage->last());
    };
    return animation;
}

}  // namespace glassbox
