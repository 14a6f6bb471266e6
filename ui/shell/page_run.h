#pragma once

#include <QObject>
#include <QString>

#include <utility>
#include <vector>

namespace glassbox {

/// A page that runs something of its own instead of the training: while it is in front, the transport bar and its keys
/// steer this.
class PageRun : public QObject {
    Q_OBJECT

  public:
    /// A figure of the bar: what stands under it, the widest value expected, and its tool tip.
    struct Figure {
        QString caption, widest, help;
    };
    /// What an action is called and does here; without a text there is no such action on the page.
    struct Words {
        QString text, help;
    };

    using QObject::QObject;

    virtual QString title() const = 0;
    /// "Step 9 of 14": what it is doing, in a few words.
    virtual QString state() const = 0;
    /// What stands in the status line instead of the training's figures: on the left and on the right. Both empty: the
    /// training's stay.
    virtual std::pair<QString, QString> status() const { return {}; }
    virtual bool isRunning() const = 0;
    /// Whether run() would do anything now.
    virtual bool canRun() const { return true; }
    /// The figures of the bar, always the same ones, and what they show now.
    virtual std::vector<Figure> figures() const = 0;
    virtual std::vector<QString> values() const = 0;
    virtual Words runWords() const = 0;
    virtual Words stepWords() const = 0;
    virtual Words farStepWords() const = 0;
    virtual Words rewindWords() const = 0;

    virtual void run() = 0;
    virtual void pause() = 0;
    virtual void step() = 0;
    virtual void farStep() = 0;
    virtual void back() = 0;
    virtual void farBack() = 0;
    virtual void rewind() = 0;
    virtual void faster() = 0;
    virtual void slower() = 0;

  Q_SIGNALS:
    /// Any of the above says something else.
    void changed();
};

}  // namespace glassbox
