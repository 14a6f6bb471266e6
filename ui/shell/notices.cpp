#include "ui/shell/notices.h"

#include "ui/models/experiment_document.h"
#include "ui/shell/banner.h"

#include <QUndoStack>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr int loadingDelayMilliseconds = 500;  // what is quicker needs no words

}  // namespace

Notices::Notices(ExperimentDocument& document, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_banner(new Banner(theme, this)), m_loading(new Banner(theme, this)) {
    setObjectName(QStringLiteral("notices"));
    m_loading->setObjectName(QStringLiteral("banner"));  // the same look
    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(loadingDelayMilliseconds);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_loading);

    TrainingSession& session = m_document.session();
    connect(&session, &TrainingSession::failed, this, &Notices::showFailure);
    connect(&session, &TrainingSession::stateChanged, this, &Notices::followState);
    connect(&m_document, &ExperimentDocument::experimentChanged, this, &Notices::watchLoading);
    connect(&session, &TrainingSession::experimentApplied, this, [this] {
        loadingEnded();
        if (m_cause != Cause::Edit && m_cause != Cause::Refused) return;
        m_banner->dismiss();
        m_cause = Cause::None;
    });
    connect(&m_document, &ExperimentDocument::refused, this, [this](const QString& sentence) {
        m_cause = Cause::Refused;
        m_banner->show(Banner::Kind::Warning, sentence);
    });
    connect(&session, &TrainingSession::loadingProgress, this, [this](double share) {
        if (m_loading->isVisibleTo(this)) m_loading->setProgress(share);
    });
    connect(&m_loadingDelay, &QTimer::timeout, this, [this] {
        if (!m_document.session().isLoading()) return;
        m_loading->show(Banner::Kind::Info, tr("Reading the data… The run before is kept until they are ready."),
                        tr("Cancel"));
        m_loading->setProgress(0);
    });
    connect(m_banner, &Banner::triggered, this, &Notices::act);
    connect(m_banner, &Banner::dismissed, this, [this] { m_cause = Cause::None; });
    connect(m_loading, &Banner::triggered, this, [this] {
        m_cancelled = true;
        m_document.session().cancelLoading();
    });
}

void Notices::showProblem(const QString& sentence) {
    m_cause = Cause::Other;
    m_banner->show(Banner::Kind::Error, sentence);
}

void Notices::showNote(const QString& sentence) {
    m_cause = Cause::Other;
    m_banner->show(Banner::Kind::Info, sentence);
}

QString Notices::sentence() const {
    return m_banner->sentence();
}

void Notices::showFailure(const QString& sentence) {
    loadingEnded();
    if (std::exchange(m_weightsExpected, false)) return showProblem(sentence);
    m_cause = Cause::Edit;
    const QString undo = m_document.undoStack()->canUndo() ? tr("Undo") : QString();
    if (std::exchange(m_cancelled, false)) {
        m_banner->show(Banner::Kind::Info, tr("Reading was cancelled; the data of before are still in use."), undo);
    } else {
        m_banner->show(Banner::Kind::Error, sentence, undo);
    }
}

void Notices::followState(RunState state, const QString& sentence) {
    if (state == RunState::Ready && std::exchange(m_weightsExpected, false)) Q_EMIT weightsTaken();
    if (state == RunState::Diverged) {
        m_cause = Cause::Diverged;
        m_banner->show(Banner::Kind::Warning, sentence, tr("Rewind"));
    } else if (m_cause == Cause::Diverged) {
        m_cause = Cause::None;
        m_banner->dismiss();
    }
}

void Notices::watchLoading() {
    m_cancelled = false;
    m_weightsExpected = false;
    if (m_document.session().isLoading()) m_loadingDelay.start();
}

void Notices::loadingEnded() {
    m_loadingDelay.stop();
    m_loading->dismiss();
}

void Notices::act() {
    const Cause cause = std::exchange(m_cause, Cause::None);
    m_banner->dismiss();
    if (cause == Cause::Edit) m_document.undoStack()->undo();
    if (cause == Cause::Diverged) m_document.session().rewind();
}

}  // namespace glassbox
