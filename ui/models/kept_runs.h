#pragma once

#include "ui/models/experiment_document.h"

#include <QDateTime>
#include <QObject>

#include <functional>

namespace glassbox {

/// Null if there is none.
const DocumentRun* findRun(const DocumentRuns& runs, int id);
/// The last row of its history, where it stands; null if nothing was evaluated.
const HistoryRow* lastRow(const DocumentRun& run);

/// Keeps the present run in the document, to compare others with it and to go back to it. Going back branches: what is
/// kept later knows what it went on from. All of it can be undone; nothing is lost by it.
class KeptRuns : public QObject {
    Q_OBJECT

  public:
    using Clock = std::function<QDateTime()>;
    explicit KeptRuns(ExperimentDocument& document, QObject* parent = nullptr,
                      Clock now = &QDateTime::currentDateTimeUtc);

    ExperimentDocument& document() const { return m_document; }
    const DocumentRuns& runs() const { return m_document.runs(); }

    /// Both are done a moment later, between two steps, and said by `noted` or `refused`.
    void keep();
    void goBackTo(int id);
    void rename(int id, const QString& name);
    /// What branched from it branches from its parent then.
    void remove(int id);

  Q_SIGNALS:
    void noted(const QString& sentence);
    void refused(const QString& sentence);

  private:
    void ask(int goBackTo);
    void take(quint64 number, const RunCopyPtr& run);
    void keepCopy(const RunCopy& run);
    void leave(const RunCopy* present, const DocumentRun& run);

    ExperimentDocument& m_document;
    Clock m_now;
    quint64 m_number = 0;  // of the copy that is asked for
    quint64 m_edits = 0;   // when it was
    int m_goBackTo = 0;    // what it is for; 0: to be kept
};

}  // namespace glassbox
