#include "ui/shell/presenter_window.h"

#include "ui/models/experiment_document.h"
#include "ui/models/presentation_edits.h"
#include "ui/shell/actions.h"
#include "ui/shell/figure.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/notes_edit.h"
#include "ui/shell/numbers.h"
#include "ui/shell/run_words.h"
#include "ui/shell/screens.h"
#include "ui/shell/theme.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace glassbox {

QString clockText(qint64 milliseconds) {
    const qint64 seconds = milliseconds / 1000;
    const auto two = [](qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    if (seconds < 3600) return QStringLiteral("%1:%2").arg(seconds / 60).arg(two(seconds % 60));
    return QStringLiteral("%1:%2:%3").arg(seconds / 3600).arg(two(seconds / 60 % 60), two(seconds % 60));
}

PresenterWindow::PresenterWindow(ExperimentDocument& document, const Actions& actions, ThemeSource& theme,
                                 QWidget* audience)
    : QWidget(audience, Qt::Window), m_document(document), m_theme(theme), m_audience(audience) {
    setObjectName(QStringLiteral("presenterWindow"));
    setWindowTitle(tr("Presenter's notes – Glassbox"));
    setFocusPolicy(Qt::StrongFocus);  // the keys are its own until the notes are clicked
    setKeyHome(this);
    m_notes = new NotesEdit(this);
    m_notes->setObjectName(QStringLiteral("presenterNotes"));
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->setPlaceholderText(tr("What you want to say, ask and show. Saved with the experiment."));
    m_screens = new QLabel(this);
    m_screens->setObjectName(QStringLiteral("screenWords"));
    m_screens->setProperty("tone", "mute");
    m_screens->setWordWrap(true);
    auto* top = new QHBoxLayout;
    top->setSpacing(24);
    top->addWidget(makeRun(), 1);
    top->addWidget(makeClock(), 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(top);
    layout->addWidget(m_notes, 1);
    layout->addWidget(makeKeys(actions));
    layout->addWidget(m_screens);
    addActions(actions.steering());

    connect(m_notes, &NotesEdit::typed, this, [this](const QString& text) { editNotes(m_document, text, m_gesture); });
    connect(m_notes, &NotesEdit::left, this, [this] { ++m_gesture; });
    connect(&m_document, &ExperimentDocument::presentationChanged, this, &PresenterWindow::takeNotes);
    connect(&m_document.session(), &TrainingSession::stateChanged, this, &PresenterWindow::showState);
    connect(&m_tick, &QTimer::timeout, this, &PresenterWindow::showTime);
    connect(&m_theme, &ThemeSource::changed, this, &PresenterWindow::applyTheme);
    m_tick.start(500);
    m_started.start();
    takeNotes();
    showTime();
    showState(m_document.session().state(), {});
    applyTheme();
    setSnapshot(m_document.session().latest());
}

PresenterWindow::~PresenterWindow() {
    m_notes->disconnect(this);  // it loses the keyboard when nothing is left here that could hear of it
}

QWidget* PresenterWindow::makeRun() {
    auto* run = new QWidget(this);
    m_state = new QLabel(run);
    m_state->setObjectName(QStringLiteral("presenterState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    const auto figure = [&](const QString& caption, const QString& widest, const char* name) {
        auto* made = new Figure(m_theme, Figure::Look::Large, caption, widest, run);
        made->setObjectName(QLatin1String(name));
        made->setValue(QStringLiteral("–"));
        return made;
    };
    m_epoch = figure(tr("epoch"), QStringLiteral("00 000"), "presenterEpoch");
    m_step = figure(tr("step"), QStringLiteral("000 000"), "presenterStep");
    m_cost = figure(tr("train cost"), QStringLiteral("0.00000"), "presenterCost");
    m_validation = figure(tr("val. cost"), QStringLiteral("0.00000"), "presenterValidation");
    auto* figures = new QHBoxLayout;
    figures->setSpacing(22);
    for (Figure* one : {m_epoch, m_step, m_cost, m_validation}) figures->addWidget(one);
    figures->addStretch(1);
    auto* lines = new QVBoxLayout(run);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(m_state);
    lines->addLayout(figures);
    return run;
}

QWidget* PresenterWindow::makeClock() {
    auto* box = new QWidget(this);
    m_clock = new QLabel(box);
    m_clock->setObjectName(QStringLiteral("presenterClock"));
    m_clock->setAlignment(Qt::AlignRight);
    m_clock->setToolTip(tr("Time since this window was opened or the clock restarted."));
    m_restart = new QPushButton(tr("Restart clock"), box);
    m_restart->setObjectName(QStringLiteral("restartClock"));
    m_restart->setProperty("kind", "small");
    m_restart->setFocusPolicy(Qt::TabFocus);
    m_restart->setToolTip(tr("Counts from zero again."));
    connect(m_restart, &QPushButton::clicked, this, [this] {
        m_started.restart();
        showTime();
    });
    auto* lines = new QVBoxLayout(box);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(m_clock);
    lines->addWidget(m_restart, 0, Qt::AlignRight);
    return box;
}

// What is needed without looking it up.
QWidget* PresenterWindow::makeKeys(const Actions& actions) {
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    const QList<QAction*> list =
        QList<QAction*>{actions.run, actions.step, actions.epoch, actions.rewind, actions.faster, actions.slower} +
        actions.pageActions() + QList<QAction*>{actions.spotlight, actions.present};
    constexpr int columns = 4;
    for (int i = 0; i < list.size(); ++i) {
        auto* key = new QLabel(list[i]->shortcut().toString(QKeySequence::NativeText), box);
        key->setProperty("tone", "chip");
        key->setAlignment(Qt::AlignCenter);
        auto* what = new QLabel(list[i] == actions.run ? tr("Run, pause") : list[i]->text(), box);
        what->setProperty("tone", "caption");
        grid->addWidget(key, i / columns, 2 * (i % columns));
        grid->addWidget(what, i / columns, 2 * (i % columns) + 1);
    }
    for (int i = 0; i < columns; ++i) grid->setColumnStretch(2 * i + 1, 1);
    return box;
}

void PresenterWindow::setSnapshot(const SnapshotPtr& snapshot) {
    if (!snapshot) return;
    const QString about = snapshot->costsExact ? QString() : QStringLiteral("≈");
    m_epoch->setValue(countText(static_cast<double>(snapshot->epoch)));
    m_step->setValue(countText(static_cast<double>(snapshot->step)));
    m_cost->setValue(about + costText(snapshot->training.cost));
    m_validation->setValue(snapshot->validation ? about + costText(snapshot->validation->cost) : QStringLiteral("–"));
}

void PresenterWindow::open() {
    if (!isVisible()) {
        ensurePolished();
        const QRect place = otherScreen(*m_audience);
        if (place.isValid()) {
            const QSize size = (place.size() * 0.9).boundedTo(QSize(1000, 760));
            setGeometry(QRect(place.center() - QPoint(size.width() / 2, size.height() / 2), size));
        } else {
            resize(QSize(680, 560).expandedTo(minimumSizeHint()));
        }
        setScreenCount(QGuiApplication::screens().size());
        show();
    }
    raise();
    activateWindow();
    setFocus(Qt::OtherFocusReason);
}

void PresenterWindow::setScreenCount(qsizetype screens) {
    m_screens->setText(screens > 1 ? tr("The audience sees the other window; this one is yours.")
                                   : tr("There is one screen: the audience sees this window too. Connect the projector "
                                        "as a second screen and drag this window to the one that only you see."));
}

QString PresenterWindow::screenWords() const {
    return m_screens->text();
}

void PresenterWindow::showState(RunState state, const QString& sentence) {
    m_state->setText(runWords(state, sentence));
}

void PresenterWindow::showTime() {
    m_clock->setText(clockText(m_started.elapsed()));
    m_clock->setAccessibleName(tr("Elapsed time %1").arg(m_clock->text()));
}

void PresenterWindow::takeNotes() {
    m_notes->showText(QString::fromStdString(m_document.experiment().presentation.notes));
}

// Its reader sits near: large, but not as large as for the back row.
void PresenterWindow::applyTheme() {
    const Theme& theme = m_theme.theme();
    m_state->setFont(theme.font(18, QFont::DemiBold));
    m_clock->setFont(theme.font(30, QFont::DemiBold));
    m_notes->setFont(theme.font(15));
}

void PresenterWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) return QWidget::keyPressEvent(event);
    if (m_notes->hasFocus()) {
        setFocus(Qt::OtherFocusReason);
    } else {
        Q_EMIT backWanted();
    }
}

}  // namespace glassbox
