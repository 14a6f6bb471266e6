#pragma once

#include "engine/runtime/snapshot.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace glassbox {

class Figure;
class PageRun;
class RunOrigin;
class ThemeSource;

/// The line at the bottom: how far and how fast, what the last edit did, what watching costs, and whether the run can
/// be repeated.
class StatusLine : public QWidget {
    Q_OBJECT

  public:
    StatusLine(RunOrigin& origin, ThemeSource& theme, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot);
    /// Facts of the page in front take the place of the training's; null: none in front has any.
    void setPageRun(PageRun* page);
    /// A sentence about what just happened; stays for a while, until the next, or until it is empty.
    void setNote(const QString& sentence);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void takeNote(const QString& sentence);
    void showNote();
    void showPage();
    void showOrigin();
    void applyTheme();

    RunOrigin& m_origin;
    ThemeSource& m_theme;
    QString m_noteText;
    QTimer m_noteTime;
    PageRun* m_page = nullptr;
    bool m_ofPage = false;  // the page in front has facts of its own
    Figure *m_epoch, *m_steps, *m_rate, *m_watching;
    QLabel *m_pageFacts, *m_note, *m_originLabel;
};

}  // namespace glassbox
