#include "ui/shell/transport_bar.h"

#include "engine/data/dataset.h"
#include "ui/models/experiment_document.h"
#include "ui/shell/action_button.h"
#include "ui/shell/actions.h"
#include "ui/shell/figure.h"
#include "ui/shell/numbers.h"
#include "ui/shell/page_run.h"
#include "ui/shell/part_menu.h"
#include "ui/shell/run_words.h"
#include "ui/shell/speed_control.h"
#include "ui/shell/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace glassbox {

namespace {

constexpr int steps = 5;  // of giving way

QPixmap dotOf(const QColor& color, bool filled, qreal ratio) {
    QPixmap pixmap(QSize(10, 10) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.6));
    painter.setBrush(filled ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawEllipse(QRectF(1.8, 1.8, 6.4, 6.4));
    return pixmap;
}

}  // namespace

TransportBar::TransportBar(ExperimentDocument& document, Actions& actions, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_theme(theme) {
    setObjectName(QStringLiteral("transportBar"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Transport"));
    m_name = new QLabel(QStringLiteral("Glassbox"), this);
    m_name->setObjectName(QStringLiteral("appName"));
    QWidget* title = makeTitle();
    makeButtons(actions);
    makeFigures();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 12, 0);
    layout->setSpacing(10);
    layout->addWidget(m_name);
    layout->addWidget(title, 20);  // takes what is left first
    layout->addSpacing(4);
    for (QWidget* button : {m_rewind, m_reinitialise, m_run, m_step, m_epoch}) layout->addWidget(button);
    layout->addSpacing(6);
    layout->addWidget(m_speed);
    layout->addSpacing(6);
    m_figures = new QHBoxLayout;
    m_figures->setSpacing(10);
    for (Figure* figure : {m_epochFigure, m_trainCost, m_validationCost, m_accuracy}) m_figures->addWidget(figure);
    layout->addLayout(m_figures);
    layout->addStretch(1);
    auto* edits = new QHBoxLayout;
    edits->setSpacing(2);
    for (QWidget* button :
         {static_cast<QWidget*>(m_undo), static_cast<QWidget*>(m_redo), static_cast<QWidget*>(m_menuButton)}) {
        edits->addWidget(button);
    }
    layout->addLayout(edits);

    connect(&m_document, &ExperimentDocument::presentationChanged, this, &TransportBar::showParts);
    connect(&m_document, &ExperimentDocument::titleChanged, this, &TransportBar::showTitle);
    connect(&m_document, &ExperimentDocument::experimentChanged, this, &TransportBar::showTitle);
    connect(&m_document.session(), &TrainingSession::datasetChanged, this, &TransportBar::showTitle);
    connect(&m_document.session(), &TrainingSession::stateChanged, this, &TransportBar::showState);
    connect(&m_theme, &ThemeSource::changed, this, &TransportBar::themeChanged);
    setParts();
    showTitle();
    showState(m_document.session().state(), {});
    applyTheme();
}

QWidget* TransportBar::makeTitle() {
    auto* block = new QWidget(this);
    m_title = new QLabel(block);
    m_title->setObjectName(QStringLiteral("documentTitle"));
    m_title->setProperty("tone", QStringLiteral("mute"));
    m_title->setTextFormat(Qt::PlainText);
    m_stateDot = new QLabel(block);
    m_stateWords = new QLabel(block);
    m_stateWords->setObjectName(QStringLiteral("stateWords"));
    m_stateWords->setTextFormat(Qt::PlainText);
    for (QLabel* label : {m_title, m_stateWords}) label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* state = new QHBoxLayout;
    state->setSpacing(5);
    state->addWidget(m_stateDot);
    state->addWidget(m_stateWords, 1);
    auto* lines = new QVBoxLayout(block);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addStretch(1);
    lines->addWidget(m_title);
    lines->addLayout(state);
    lines->addStretch(1);
    m_titleBlock = block;
    block->setMinimumWidth(130);
    return block;
}

void TransportBar::makeButtons(Actions& actions) {
    using Look = ActionButton::Look;
    const auto button = [this](QAction* action, Look look, const char* name) {
        auto* made = new ActionButton(action, m_theme, look, this);
        made->setObjectName(QLatin1String(name));
        return made;
    };
    m_rewind = button(actions.rewind, Look::Plain, "rewindButton");
    m_reinitialise = button(actions.reinitialise, Look::Plain, "reinitialiseButton");
    m_reinitialise->setCompact(true);
    m_run = button(actions.run, Look::Primary, "runButton");
    m_step = button(actions.step, Look::Plain, "stepButton");
    m_epoch = button(actions.epoch, Look::Plain, "epochButton");
    m_undo = button(actions.undo, Look::IconOnly, "undoButton");
    m_redo = button(actions.redo, Look::IconOnly, "redoButton");
    m_speed = new SpeedControl(this);
    m_menuButton = new QPushButton(this);
    m_menuButton->setObjectName(QStringLiteral("menuButton"));
    m_menuButton->setProperty("kind", QStringLiteral("quiet"));
    m_menuButton->setProperty("iconOnly", true);
    m_menuButton->setFocusPolicy(Qt::TabFocus);
    m_menuButton->setAutoDefault(false);
    m_menuButton->setAccessibleName(tr("Menu"));
    m_menuButton->setToolTip(tr("Menu: files, weights, theme, help\nKeys: F10, Alt+M"));
}

Figure* TransportBar::makeFigure(const QString& caption, const QString& widest, const QString& help) {
    auto* made = new Figure(m_theme, Figure::Look::Stacked, caption, widest, this);
    made->setToolTip(help);
    made->setValue(QStringLiteral("–"));
    return made;
}

void TransportBar::makeFigures() {
    const auto figure = [this](const QString& caption, const QString& widest, const char* name, const QString& help) {
        Figure* made = makeFigure(caption, widest, help);
        made->setObjectName(QLatin1String(name));
        return made;
    };
    m_epochFigure = figure(tr("epoch"), QStringLiteral("00 000"), "epochFigure",
                           tr("Epoch: complete passes over the training part."));
    m_trainCost = figure(tr("train cost"), QStringLiteral("0.00000"), "trainCostFigure",
                         tr("Training cost: the mean loss over the training part, C = 1/N · Σ Lᵢ."));
    m_validationCost = figure(tr("val. cost"), QStringLiteral("0.00000"), "validationCostFigure",
                              tr("Validation cost: the mean loss over the samples kept back from training. If it rises "
                                 "while the training cost falls, the network learns by heart."));
    m_accuracy =
        figure(tr("accuracy"), QStringLiteral("100.0 %"), "accuracyFigure",
               tr("Accuracy: share of samples whose class is right, of the validation part where there is one."));
}

void TransportBar::setParts() {
    const std::pair<QWidget*, const char*> parts[] = {
        {m_rewind, "rewind"}, {m_reinitialise, "reinitialise"}, {m_run, "run"}, {m_step, "step"}, {m_epoch, "epoch"},
        {m_speed, "speed"},   {m_epochFigure, "figures"}};
    for (const auto& [widget, name] : parts) setPart(widget, QStringLiteral("transport.") + QLatin1String(name));
    for (Figure* figure : {m_trainCost, m_validationCost, m_accuracy})
        setPart(figure, QStringLiteral("transport.figures"));
    showParts();
}

// What belongs to the training alone is not on pages that run something else; what the experiment hides is nowhere.
bool TransportBar::isWanted(const QWidget* widget) const {
    const std::initializer_list<const QWidget*> ofTraining{m_reinitialise, m_speed,          m_epochFigure,
                                                           m_trainCost,    m_validationCost, m_accuracy};
    if (m_page && std::find(ofTraining.begin(), ofTraining.end(), widget) != ofTraining.end()) return false;
    if (m_page && ((widget == m_rewind && m_page->rewindWords().text.isEmpty()) ||
                   (widget == m_step && m_page->stepWords().text.isEmpty()) ||
                   (widget == m_epoch && m_page->farStepWords().text.isEmpty())))
        return false;
    return isShown(m_document.experiment().presentation, partNameOf(widget).toStdString());
}

void TransportBar::setPageRun(PageRun* page) {
    if (page == m_page) return;
    if (m_page) disconnect(m_page, nullptr, this, nullptr);
    qDeleteAll(m_pageFigures);
    m_pageFigures.clear();
    m_page = page;
    if (page) {
        for (const PageRun::Figure& figure : page->figures()) {
            m_pageFigures.push_back(makeFigure(figure.caption, figure.widest, figure.help));
            m_figures->addWidget(m_pageFigures.back());
        }
        connect(page, &PageRun::changed, this, &TransportBar::showPage);
        showPage();
    } else {
        showTitle();
        showState(m_document.session().state(), {});
    }
    showParts();
}

void TransportBar::showPage() {
    const std::vector<QString> values = m_page->values();
    for (std::size_t i = 0; i < std::min(values.size(), m_pageFigures.size()); ++i)
        m_pageFigures[i]->setValue(values[i]);
    showTitle();
    showState(m_document.session().state(), {});
}

// The menu stays: there is always a way back.
void TransportBar::showParts() {
    for (; !m_saved.empty(); m_saved.pop_back()) giveWay(static_cast<int>(m_saved.size()), false);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_rewind, m_reinitialise, m_run, m_step, m_epoch, m_speed,
                                                           m_epochFigure, m_trainCost, m_validationCost, m_accuracy})
        widget->setVisible(isWanted(widget));
    // A window may be as narrow as the bar is when all has given way.
    m_fitting = true;
    for (int step = 1; step <= steps; ++step) giveWay(step, true);
    m_narrowest = layout()->minimumSize().width();
    for (int step = steps; step >= 1; --step) giveWay(step, false);
    m_fitting = false;
    updateGeometry();
    fit();
}

QSize TransportBar::minimumSizeHint() const {
    return {m_narrowest, QWidget::minimumSizeHint().height()};
}

void TransportBar::setSnapshot(const SnapshotPtr& snapshot) {
    if (!snapshot) return;
    const QString none = QStringLiteral("–");
    const auto& validation = snapshot->validation;
    const auto accuracy = validation ? validation->accuracy : snapshot->training.accuracy;
    // A cost that is not of this very moment says so by "≈".
    const QString about = snapshot->costsExact ? QString() : QStringLiteral("≈");
    m_epochFigure->setValue(countText(static_cast<double>(snapshot->epoch)));
    m_trainCost->setValue(about + costText(snapshot->training.cost));
    m_validationCost->setValue(validation ? about + costText(validation->cost) : none);
    m_accuracy->setValue(accuracy ? shareText(*accuracy) : none);
}

void TransportBar::showTitle() {
    if (m_page) {
        m_titleText = m_page->title();
        m_title->setToolTip(m_titleText);
        m_title->setAccessibleName(m_titleText);
        return fit();
    }
    const DatasetPtr dataset = m_document.session().dataset();
    const auto inputs = dataset ? static_cast<std::int64_t>(dataset->featureNames.size()) : 2;
    QString network = QString::fromStdString(networkTitle(m_document.experiment(), inputs));
    network.replace(QLatin1Char('-'), QChar(0x2013));
    m_titleText = m_document.title();
    if (m_document.isModified()) m_titleText += QStringLiteral(" •");
    if (!network.isEmpty()) m_titleText += QStringLiteral(" · ") + network;
    const QString state = m_document.isModified() ? tr("has unsaved changes") : tr("saved or as it came");
    m_title->setToolTip(QStringLiteral("%1\n%2").arg(
        m_document.path().isEmpty() ? tr("Not saved to a file yet") : m_document.path(), state));
    m_title->setAccessibleName(tr("%1, %2").arg(m_titleText, state));
    fit();
}

void TransportBar::showState(RunState state, const QString& sentence) {
    m_state = m_page ? (m_page->isRunning() ? RunState::Running : RunState::Paused) : state;
    m_stateText = m_page ? m_page->state() : runWords(state, sentence);
    m_stateWords->setToolTip(m_page || sentence.isEmpty() ? m_stateText : sentence);
    m_stateWords->setAccessibleName(tr("State: %1").arg(m_stateText));
    applyTheme();
    fit();
}

void TransportBar::themeChanged() {
    applyTheme();
    showParts();  // fits anew: all widths are others
}

void TransportBar::applyTheme() {
    const Theme& theme = m_theme.theme();
    QColor color = theme.mute;
    if (m_state == RunState::Running) color = theme.accent;
    if (m_state == RunState::Diverged) color = theme.warn;
    if (m_state == RunState::Converged || m_state == RunState::Finished || m_state == RunState::EarlyStopped)
        color = theme.ok;
    m_stateDot->setPixmap(dotOf(color, m_state != RunState::Ready && m_state != RunState::Paused, devicePixelRatioF()));
    QPalette palette = m_stateWords->palette();
    palette.setColor(QPalette::WindowText, color);
    m_stateWords->setPalette(palette);
    m_stateWords->setFont(theme.font(11, QFont::Medium));
    m_menuButton->setIcon(themedIcon(QStringLiteral("menu"), theme.ink, 18));
    const int side = qRound(18 * m_theme.textScale());
    m_menuButton->setIconSize(QSize(side, side));
    const double scale = m_theme.textScale();
    setFixedHeight(qRound(52 * scale));
    m_titleBlock->setMaximumWidth(qRound(230 * scale));
    // Run and Pause differ in width; the button does not.
    const QFontMetrics metrics(theme.font(13, QFont::Medium));
    m_run->setMinimumWidth(qMax(metrics.horizontalAdvance(tr("Run")), metrics.horizontalAdvance(tr("Pause"))) + 52);
}

bool TransportBar::event(QEvent* event) {
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) fit();
    return handled;
}

void TransportBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

// What gives way in a narrow window, one after the other: words of buttons (their tool tips keep them), what keys and
// menu can do as well, then figures that the page shows too.
void TransportBar::giveWay(int step, bool on) {
    const auto show = [&](QWidget* widget) { widget->setVisible(!on && isWanted(widget)); };
    switch (step) {
        case 1:
            for (ActionButton* button : {m_rewind, m_step, m_epoch}) button->setCompact(on);
            break;
        case 2:
            m_name->setVisible(!on);
            break;
        case 3:
            for (ActionButton* button : {m_undo, m_redo}) button->setVisible(!on);
            break;
        case 4:
            show(m_accuracy);
            break;
        case 5:
            show(m_validationCost);
            break;
        default:
            break;
    }
    layout()->activate();
}

void TransportBar::fit() {
    if (!layout() || m_fitting) return;
    m_fitting = true;
    const auto needed = [this] { return layout()->minimumSize().width(); };
    while (m_saved.size() < steps && needed() > width()) {
        const int before = needed();
        giveWay(static_cast<int>(m_saved.size()) + 1, true);
        m_saved.push_back(before - needed());
    }
    while (!m_saved.empty() && needed() + m_saved.back() <= width()) {
        giveWay(static_cast<int>(m_saved.size()), false);
        m_saved.pop_back();
    }
    m_fitting = false;
    m_title->setText(m_title->fontMetrics().elidedText(m_titleText, Qt::ElideRight, m_title->width()));
    m_stateWords->setText(m_stateWords->fontMetrics().elidedText(m_stateText, Qt::ElideRight, m_stateWords->width()));
}

}  // namespace glassbox
