#pragma once

#include "ui/models/review_session.h"
#include "ui/shell/page_run.h"

namespace glassbox {

/// The review as the transport bar and its keys steer it: Space shows the answer.
class ReviewRun : public PageRun {
    Q_OBJECT

  public:
    ReviewRun(CardStudy& study, ReviewSession& session, QObject* parent = nullptr);

    QString title() const override { return tr("Review"); }
    QString state() const override;
    std::pair<QString, QString> status() const override;
    bool isRunning() const override { return false; }
    bool canRun() const override;
    std::vector<Figure> figures() const override;
    std::vector<QString> values() const override;
    Words runWords() const override;
    Words stepWords() const override { return {}; }
    Words farStepWords() const override { return {}; }
    Words rewindWords() const override { return {}; }

    /// Whether the card is seen; else Space brings it to the front.
    void setInFront(bool inFront);

    /// In a cram, where answers change nothing, it goes on to the next card too.
    void run() override;
    void pause() override {}
    void step() override {}
    void farStep() override {}
    void back() override {}
    void farBack() override {}
    void rewind() override {}
    void faster() override { Q_EMIT textWanted(1); }
    void slower() override { Q_EMIT textWanted(-1); }

  Q_SIGNALS:
    /// Larger (1) or smaller (-1) text.
    void textWanted(int direction);
    /// Space was pressed while another view was in front.
    void reviewWanted();

  private:
    CardStudy& m_study;
    ReviewSession& m_session;
    bool m_inFront = true;
};

}  // namespace glassbox
