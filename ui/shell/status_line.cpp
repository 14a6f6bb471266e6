#include "ui/shell/status_line.h"

#include "ui/shell/figure.h"
#include "ui/shell/numbers.h"
#include "ui/shell/page_run.h"
#include "ui/shell/run_origin.h"
#include "ui/shell/theme.h"

#include <QHBoxLayout>
#include <QLabel>

namespace glassbox {

namespace {
constexpr int noteLasts = 20000;  // milliseconds: long enough to be read twice, gone before it is old news
constexpr int noteGoes = 200;     // while a drag makes edit after edit, the same sentence stays instead of flickering
}  // namespace

StatusLine::StatusLine(RunOrigin& origin, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_origin(origin), m_theme(theme) {
    setObjectName(QStringLiteral("statusLine"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Status"));
    const auto figure = [this](const char* name, const QString& widest, const QString& help) {
        auto* made = new Figure(m_theme, Figure::Look::Inline, {}, widest, this);
        made->setObjectName(QLatin1String(name));
        made->setToolTip(help);
        return made;
    };
    m_epoch = figure("statusEpoch", tr("Epoch 00 000"), tr("Complete passes over the training part."));
    m_steps = figure("statusSteps", tr("0 000 000 steps"), tr("Updates of all parameters since the start."));
    m_rate = figure("statusRate", tr("000 000 steps/s"), tr("Updates a second, measured over the last half second."));
    m_watching = figure("statusWatching", tr("Watching costs 00 %"),
                        tr("Share of the training thread's time that goes into the pictures and numbers on screen."));
    m_watching->setAlignment(Qt::AlignRight);
    m_pageFacts = new QLabel(this);
    m_pageFacts->setObjectName(QStringLiteral("statusPage"));
    m_pageFacts->setTextFormat(Qt::PlainText);
    m_pageFacts->hide();
    m_note = new QLabel(this);
    m_note->setObjectName(QStringLiteral("statusNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_originLabel = new QLabel(this);
    m_originLabel->setObjectName(QStringLiteral("statusOrigin"));
    m_originLabel->setTextFormat(Qt::PlainText);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(18);
    layout->addWidget(m_pageFacts);
    for (QWidget* widget : {m_epoch, m_steps, m_rate}) layout->addWidget(widget);
    layout->addWidget(m_note, 1);
    layout->addWidget(m_watching);
    layout->addWidget(m_originLabel);
    m_watching->hide();
    m_noteTime.setSingleShot(true);
    connect(&m_noteTime, &QTimer::timeout, this, [this] { takeNote({}); });
    connect(&m_origin, &RunOrigin::changed, this, &StatusLine::showOrigin);
    connect(&m_theme, &ThemeSource::changed, this, &StatusLine::applyTheme);
    showOrigin();
    applyTheme();
}

void StatusLine::setSnapshot(const SnapshotPtr& snapshot) {
    if (!snapshot) return;
    m_epoch->setValue(tr("Epoch %1").arg(countText(static_cast<double>(snapshot->epoch))));
    m_steps->setValue(snapshot->step == 1 ? tr("1 step")
                                          : tr("%1 steps").arg(countText(static_cast<double>(snapshot->step))));
    const bool running = snapshot->state == RunState::Running && snapshot->stepsPerSecond > 0;
    m_rate->setValue(running ? tr("%1 steps/s").arg(countText(snapshot->stepsPerSecond)) : QString());
    if (running) m_watching->setValue(tr("Watching costs %1 %").arg(qRound(snapshot->watchingShare * 100)));
    m_watching->setVisible(running && !m_ofPage);
}

void StatusLine::setPageRun(PageRun* page) {
    if (m_page) disconnect(m_page, nullptr, this, nullptr);
    m_page = page;
    if (page) connect(page, &PageRun::changed, this, &StatusLine::showPage);
    showPage();
}

void StatusLine::showPage() {
    const auto facts = m_page ? m_page->status() : std::pair<QString, QString>();
    m_ofPage = !facts.first.isEmpty() || !facts.second.isEmpty();
    m_pageFacts->setText(facts.first);
    m_pageFacts->setVisible(m_ofPage);
    for (QWidget* training : {m_epoch, m_steps, m_rate}) training->setVisible(!m_ofPage);
    if (m_ofPage) m_watching->hide();
    showOrigin();
}

void StatusLine::setNote(const QString& sentence) {
    if (sentence.isEmpty()) {
        if (!m_noteText.isEmpty()) m_noteTime.start(noteGoes);
        return;
    }
    m_noteTime.start(noteLasts);
    if (sentence != m_noteText) takeNote(sentence);
}

void StatusLine::takeNote(const QString& sentence) {
    m_noteText = sentence;
    m_note->setToolTip(sentence);
    m_note->setAccessibleName(sentence);
    showNote();
}

void StatusLine::showNote() {
    m_note->setText(m_note->fontMetrics().elidedText(m_noteText, Qt::ElideRight, m_note->width()));
}

void StatusLine::showOrigin() {
    m_originLabel->setText(m_ofPage ? m_page->status().second : m_origin.text());
    m_originLabel->setToolTip(m_ofPage ? QString() : m_origin.help());
}

void StatusLine::applyTheme() {
    setFixedHeight(qRound(28 * m_theme.textScale()));
    showNote();
}

void StatusLine::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showNote();
}

}  // namespace glassbox
