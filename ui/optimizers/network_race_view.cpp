#include "ui/optimizers/network_race_view.h"

#include "ui/models/network_race_model.h"
#include "ui/optimizers/network_curves_card.h"
#include "ui/optimizers/network_landscape_card.h"
#include "ui/optimizers/network_menus.h"
#include "ui/optimizers/network_pictures.h"
#include "ui/optimizers/network_race_run.h"
#include "ui/optimizers/network_race_side.h"
#include "ui/optimizers/network_says_card.h"
#include "ui/shell/splitter.h"

#include <QDataStream>
#include <QIODevice>
#include <QShortcut>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr qint32 layoutVersion = 1;

}  // namespace

struct NetworkRaceView::Parts {
    explicit Parts(ExperimentDocument& document) : model(document), run(model) {}

    NetworkRaceModel model;
    NetworkRaceRun run;
    NetworkRaceSide* side = nullptr;
    NetworkLandscapeCard* landscape = nullptr;
    NetworkCurvesCard* curves = nullptr;
    NetworkSaysCard* says = nullptr;
    QSplitter *columns = nullptr, *rows = nullptr, *below = nullptr;
};

NetworkRaceView::NetworkRaceView(ExperimentDocument& document, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m(std::make_unique<Parts>(document)) {
    setObjectName(QStringLiteral("networkRaceView"));
    m->side = new NetworkRaceSide(m->model, theme);
    m->landscape = new NetworkLandscapeCard(m->model, theme);
    m->curves = new NetworkCurvesCard(m->model, theme);
    m->says = new NetworkSaysCard(m->model, theme);
    const int gap = theme.theme().gap;
    m->below = makeSplitter(Qt::Horizontal, "networkRaceBelow", gap);
    m->below->addWidget(m->curves);
    m->below->addWidget(m->says);
    m->below->setStretchFactor(0, 1);
    m->below->setStretchFactor(1, 1);
    m->below->setSizes({450, 450});
    m->rows = makeSplitter(Qt::Vertical, "networkRaceRows", gap);
    m->rows->addWidget(m->landscape);
    m->rows->addWidget(m->below);
    m->rows->setStretchFactor(0, 5);
    m->rows->setStretchFactor(1, 3);
    m->rows->setSizes({450, 240});
    m->columns = makeSplitter(Qt::Horizontal, "networkRaceColumns", gap);
    m->columns->addWidget(m->side);
    m->columns->addWidget(m->rows);
    m->columns->setStretchFactor(0, 0);
    m->columns->setStretchFactor(1, 1);
    m->columns->setSizes({300, 900});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m->columns);

    const auto select = [this](int racer) {
        m->landscape->setSelected(racer == m->landscape->selected() ? -1 : racer);
    };
    connect(m->curves, &NetworkCurvesCard::racerClicked, this, select);
    connect(&m->says->pictures(), &NetworkPictures::racerClicked, this, select);
    connect(m->landscape, &NetworkLandscapeCard::selectedChanged, m->curves, &NetworkCurvesCard::setSelected);
    connect(m->landscape, &NetworkLandscapeCard::selectedChanged, &m->says->pictures(), &NetworkPictures::setSelected);

    const auto key = [this](const QKeySequence& keys, const auto& act) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    key(Qt::Key_Home, [this] { m->model.scrubber().setStep(0); });
    key(Qt::Key_End, [this] { m->model.scrubber().setStep(m->model.scrubber().last()); });
    key(Qt::Key_F5, [this] { m->model.start(); });
    key(Qt::Key_N, [this] { m->side->addRacer(); });
    key(Qt::Key_T, [this] { m->says->setLineShown(!m->says->isLineShown()); });
    key(Qt::Key_B, [this] { m->side->setVisible(m->side->isHidden()); });
}

NetworkRaceView::~NetworkRaceView() {
    // The cards look at the model: they go first.
    delete m->columns;
}

PageRun& NetworkRaceView::run() {
    return m->run;
}

NetworkRaceModel& NetworkRaceView::model() {
    return m->model;
}

void NetworkRaceView::addMenus(ExperimentDocument& document, FileCommands& files, ThemeSource& theme) {
    addNetworkMenus(m->model, {*m->landscape, *m->curves, *m->says}, document, files, theme);
}

void NetworkRaceView::setSideShown(bool shown) {
    m->side->setVisible(shown);
}

QByteArray NetworkRaceView::saveLayout() const {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << layoutVersion << m->columns->saveState() << m->rows->saveState() << m->below->saveState()
        << m->model.scrubber().pace() << static_cast<qint32>(m->landscape->spacing())
        << static_cast<qint32>(m->curves->what()) << m->curves->isLogarithmic() << m->says->isLineShown();
    return bytes;
}

void NetworkRaceView::restoreLayout(const QByteArray& layout) {
    QDataStream in(layout);
    in.setVersion(QDataStream::Qt_6_0);
    qint32 version = 0, pace = 0, spacing = 0, what = 0;
    QByteArray columns, rows, below;
    bool logarithmic = true, line = false;
    in >> version >> columns >> rows >> below >> pace >> spacing >> what >> logarithmic >> line;
    if (in.status() != QDataStream::Ok || version != layoutVersion) return;
    m->columns->restoreState(columns);
    m->rows->restoreState(rows);
    m->below->restoreState(below);
    m->model.scrubber().setPace(pace);
    if (spacing >= 0 && spacing <= static_cast<qint32>(LevelSpacing::EqualArea))
        m->landscape->setSpacing(static_cast<LevelSpacing>(spacing));
    if (what >= NetworkCurvesCard::Training && what <= NetworkCurvesCard::LearningRate)
        m->curves->setWhat(static_cast<NetworkCurvesCard::What>(what));
    m->curves->setLogarithmic(logarithmic);
    m->says->setLineShown(line);
}

void NetworkRaceView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m->model.setActive(true);
}

void NetworkRaceView::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m->model.setActive(false);
}

}  // namespace glassbox
