#include "ui/optimizers/guess_view.h"

#include "ui/optimizers/fog_canvas.h"
#include "ui/optimizers/race_overlay.h"
#include "ui/optimizers/race_surface.h"
#include "ui/optimizers/racer_color.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/step_curves.h"
#include "ui/shell/card.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRandomGenerator>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

GuessRun::GuessRun(GuessGame& game, QObject* parent) : PageRun(parent), m_game(game) {
    connect(&game, &GuessGame::changed, this, &PageRun::changed);
}

QString GuessRun::state() const {
    if (m_game.isRevealed()) return tr("Revealed");
    return tr("%1 of %2 steps left").arg(m_game.stepsLeft()).arg(GuessGame::stepsGiven);
}

std::vector<PageRun::Figure> GuessRun::figures() const {
    return {{tr("steps left"), QStringLiteral("00"), tr("After the last step the surface is revealed.")},
            {tr("f here"), QStringLiteral("−0.00000"), tr("The value of f where you are.")}};
}

std::vector<QString> GuessRun::values() const {
    return {QString::number(m_game.stepsLeft()), plotNumber(m_game.value(), 4)};
}

GuessView::GuessView(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme), m_run(m_game) {
    setObjectName(QStringLiteral("guessView"));
    m_fog = new FogCanvas(m_game, theme);
    m_contour = new ContourCanvas(theme);
    m_pictures = new QStackedWidget;
    m_pictures->addWidget(m_fog);
    m_pictures->addWidget(m_contour);
    m_ground = new Card({});
    m_ground->body()->addWidget(m_pictures, 1);
    m_curves = new StepCurves(theme);
    m_curves->setAccessibleName(tr("Your f and the machines'"));
    m_curves->setWords(QStringLiteral("f"), tr("Your f is drawn here from the first step on."));
    m_below = new Card(tr("f along the way"));
    m_below->body()->addWidget(m_curves, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(theme.theme().gap);
    right->addWidget(m_ground, 5);
    right->addWidget(m_below, 2);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.theme().gap);
    layout->addWidget(makeSide());
    layout->addLayout(right, 1);
    connect(&m_game, &GuessGame::changed, this, &GuessView::refresh);
    connect(&theme, &ThemeSource::changed, this, &GuessView::refresh);
    refresh();
}

QWidget* GuessView::makeSide() {
    auto* side = new Card(tr("Be the optimizer"));
    side->setFixedWidth(300);
    const auto label = [](const QString& text, const char* tone) {
        auto* made = new QLabel(text);
        made->setWordWrap(true);
        made->setTextFormat(Qt::PlainText);
        if (tone) made->setProperty("tone", QLatin1String(tone));
        return made;
    };
    const auto button = [](const char* name, const QString& text, const QString& help) {
        auto* made = new QPushButton(text);
        made->setObjectName(QLatin1String(name));
        made->setToolTip(help);
        return made;
    };
    side->body()->setSpacing(10);
    side->body()->addWidget(
        label(tr("An optimizer sees no landscape. It knows how high it stands and how the ground slopes "
                 "under its feet, and chooses its next step from that. Now you do."),
              "mute"));
    m_kind = new QComboBox;
    m_kind->setObjectName(QStringLiteral("guessKind"));
    m_kind->setAccessibleName(tr("Surface"));
    m_kind->setToolTip(tr("Knowing the surface is a help; a surprise is harder."));
    m_kind->addItem(tr("A surprise"), QString());
    for (const SurfaceInfo& info : testSurfaceInfos())
        m_kind->addItem(QString::fromStdString(info.title), QString::fromStdString(info.kind));
    side->body()->addWidget(m_kind);
    m_words = label({}, nullptr);
    m_words->setObjectName(QStringLiteral("guessWords"));
    side->body()->addWidget(m_words);
    m_take =
        button("guessTake", tr("Take the step"), tr("Goes where the arrow points.\nKey: Enter on the picture, or →"));
    m_take->setProperty("kind", "primary");
    m_back = button("guessBack", tr("Take back"), tr("One step back.\nKey: ←"));
    m_reveal = button("guessReveal", tr("Reveal"), tr("Shows the surface and the machines' ways.\nKey: Space"));
    m_again = button("guessAgain", tr("Again"), tr("The same surface from the same start."));
    m_new = button("guessNew", tr("New game"), tr("Another start, and another surface if it is to be a surprise."));
    side->body()->addWidget(m_take);
    auto* row = new QHBoxLayout;
    row->addWidget(m_back);
    row->addWidget(m_reveal);
    side->body()->addLayout(row);
    auto* second = new QHBoxLayout;
    second->addWidget(m_again);
    second->addWidget(m_new);
    side->body()->addLayout(second);
    m_verdict = label({}, "strong");
    m_verdict->setObjectName(QStringLiteral("guessVerdict"));
    side->body()->addWidget(m_verdict);
    side->body()->addStretch(1);
    connect(m_take, &QPushButton::clicked, &m_game, &GuessGame::take);
    connect(m_back, &QPushButton::clicked, &m_game, &GuessGame::takeBack);
    connect(m_reveal, &QPushButton::clicked, &m_game, &GuessGame::reveal);
    connect(m_again, &QPushButton::clicked, &m_game, &GuessGame::startAnew);
    connect(m_new, &QPushButton::clicked, this, &GuessView::startNew);
    connect(m_kind, &QComboBox::activated, this, &GuessView::startNew);
    m_seed = QRandomGenerator::global()->bounded(1u, 1'000'000u);
    m_game.start({}, m_seed);
    return side;
}

QWidget* GuessView::picture() const {
    return m_pictures->currentWidget();
}

void GuessView::startNew() {
    m_game.start(m_kind->currentData().toString().toStdString(), ++m_seed);
}

void GuessView::refresh() {
    const bool revealed = m_game.isRevealed();
    const Eigen::Vector2d gradient = m_game.gradientAt(m_game.places().size() - 1);
    m_words->setText(
        tr("You are at (%1, %2).\nf = %3\ngradient (%4, %5), length %6\nyour step: length %7\nsteps left: %8")
            .arg(plotNumber(m_game.place().x()), plotNumber(m_game.place().y()), plotNumber(m_game.value(), 4),
                 plotNumber(gradient.x()), plotNumber(gradient.y()), plotNumber(gradient.norm()),
                 plotNumber(m_game.plan().norm()))
            .arg(m_game.stepsLeft()));
    m_take->setEnabled(!revealed);
    m_back->setEnabled(!revealed && m_game.stepsMade() > 0);
    m_reveal->setEnabled(!revealed);
    m_verdict->setText(m_game.verdict());
    m_verdict->setVisible(revealed);
    m_pictures->setCurrentIndex(revealed ? 1 : 0);
    m_ground->setTitle(revealed ? tr("Revealed") : tr("In the fog"));
    if (revealed)
        m_ground->setNote({});
    else
        m_ground->setNote(tr("drag the arrow · double click or Enter goes"), tr("drag the arrow"));
    const Theme& theme = m_theme.theme();
    std::vector<StepCurve> curves;
    StepCurve own;
    own.name = tr("you");
    own.color = theme.accent;
    own.selected = true;
    for (std::size_t i = 0; i < m_game.places().size(); ++i) own.values.push_back(m_game.valueAt(i));
    curves.push_back(std::move(own));
    if (revealed) {
        const RaceResult& machines = *m_game.machines();
        for (std::size_t i = 0; i < machines.paths.size(); ++i) {
            StepCurve curve;
            curve.name = QString::fromStdString(machines.paths[i].racer.name);
            curve.color = racerColor(theme, static_cast<qsizetype>(i));
            for (const RacerStep& step : machines.paths[i].steps) curve.values.push_back(step.value);
            curves.push_back(std::move(curve));
        }
        showReveal();
    }
    m_curves->setLast(GuessGame::stepsGiven);
    m_curves->setCurves(std::move(curves));
    m_curves->setStep(m_game.stepsMade());
}

void GuessView::showReveal() {
    const Theme& theme = m_theme.theme();
    m_contour->setSurface(contourSurface(m_game.surface(), QString::fromStdString(m_game.surfaceInfo().title)));
    ContourOverlay overlay = raceOverlay(*m_game.machines(), GuessGame::stepsGiven, -1, theme);
    ContourPath own;
    for (const Eigen::Vector2d& place : m_game.places()) own.points << QPointF(place.x(), place.y());
    own.color = theme.accent;
    own.name = tr("you");
    own.note = tr("%1 steps, f = %2").arg(m_game.stepsMade()).arg(plotNumber(m_game.value(), 4));
    own.selected = true;
    overlay.paths.push_back(std::move(own));
    overlay.startMovable = false;
    m_contour->setOverlay(overlay);
}

}  // namespace glassbox
