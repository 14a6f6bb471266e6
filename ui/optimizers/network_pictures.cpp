#include "ui/optimizers/network_pictures.h"

#include "ui/optimizers/network_picture_tile.h"
#include "ui/optimizers/racer_color.h"
#include "ui/shell/numbers.h"

#include <QLabel>

#include <algorithm>

namespace glassbox {

namespace {
constexpr Index pictureSide = 48;
constexpr int gap = 8;
}  // namespace

NetworkPictures::NetworkPictures(NetworkRaceModel& model, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_theme(theme) {
    setObjectName(QStringLiteral("networkPictures"));
    setAccessibleName(tr("What the networks say"));
    m_empty = new QLabel(this);
    m_empty->setProperty("tone", "mute");
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    connect(&model, &NetworkRaceModel::raceChanged, this, [this] {
        for (NetworkPictureTile* tile : m_tiles) tile->clearPicture();
        refresh();
    });
    connect(&model, &NetworkRaceModel::picturesChanged, this, &NetworkPictures::takePictures);
    connect(&model.scrubber(), &StepScrubber::stepChanged, this, &NetworkPictures::refresh);
    connect(&theme, &ThemeSource::changed, this, &NetworkPictures::refresh);
    refresh();
}

int NetworkPictures::raced() const {
    return m_model.race() ? static_cast<int>(m_model.race()->paths.size()) : 0;
}

void NetworkPictures::setSelected(int racer) {
    m_selected = racer;
    refresh();
}

void NetworkPictures::refresh() {
    const int count = raced();
    while (static_cast<int>(m_tiles.size()) < count) {
        auto* tile = new NetworkPictureTile(m_theme, this);
        const auto number = static_cast<int>(m_tiles.size());
        tile->setObjectName(QStringLiteral("networkPicture%1").arg(number + 1));
        connect(tile, &NetworkPictureTile::clicked, this, [this, number] {
            m_tiles[static_cast<std::size_t>(number)]->setChecked(number == m_selected);
            Q_EMIT racerClicked(number);
        });
        m_tiles.push_back(tile);
    }
    bool flat = true;
    for (int i = 0; i < static_cast<int>(m_tiles.size()); ++i) {
        NetworkPictureTile& tile = *m_tiles[static_cast<std::size_t>(i)];
        tile.setVisible(i < count);
        if (i >= count) continue;
        const NetworkRacePath& path = m_model.race()->paths[static_cast<std::size_t>(i)];
        flat = flat && path.problem->network.inputShape().isFlat();
        QString words = tr("no cost");
        if (path.points() > 0) {
            const auto point = static_cast<std::size_t>(path.pointAtStep(m_model.scrubber().step()));
            words = tr("cost %1").arg(costText(path.trainingCosts[point]));
        }
        tile.show(path, racerColor(m_theme.theme(), i), words, i == m_selected);
    }
    m_empty->setText(count == 0 ? tr("What every racer's network says about the data is drawn here once a race is run.")
                                : tr("There are no pictures for networks with images as inputs."));
    m_empty->setVisible(count == 0 || !flat);
    arrange();
}

/// As large as they can be without scrolling: the number of columns that leaves the largest squares.
void NetworkPictures::arrange() {
    m_empty->setGeometry(rect());
    const int count = raced();
    if (count == 0) return;
    const int words = m_tiles.front()->wordsHeight();
    int best = 0, bestColumns = 1;
    for (int columns = 1; columns <= count; ++columns) {
        const int rows = (count + columns - 1) / columns;
        const int side =
            std::min((width() - gap * (columns - 1)) / columns, (height() - gap * (rows - 1)) / rows - words);
        if (side > best) best = side, bestColumns = columns;
    }
    best = std::max(best, 16);
    const int rows = (count + bestColumns - 1) / bestColumns;
    // What the height leaves over goes to the names: long ones need the width.
    const int wide = std::min((width() - gap * (bestColumns - 1)) / bestColumns, best + 60);
    const int left = (width() - bestColumns * wide - gap * (bestColumns - 1)) / 2;
    const int top = std::max(0, (height() - rows * (best + words) - gap * (rows - 1)) / 2);
    for (int i = 0; i < count; ++i)
        m_tiles[static_cast<std::size_t>(i)]->setGeometry(
            left + i % bestColumns * (wide + gap), top + i / bestColumns * (best + words + gap), wide, best + words);
}

void NetworkPictures::takePictures() {
    const RacePicturesPtr& pictures = m_model.pictures();
    if (!pictures || pictures->race != m_model.race()) return;
    for (std::size_t i = 0; i < pictures->pictures.size() && i < m_tiles.size(); ++i)
        m_tiles[i]->setPicture(pictures->race->paths[i], pictures->planes[i], pictures->pictures[i]);
}

void NetworkPictures::resizeEvent(QResizeEvent*) {
    arrange();
}

void NetworkPictures::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_model.setPictureSide(pictureSide);
}

void NetworkPictures::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_model.setPictureSide(0);
}

}  // namespace glassbox
