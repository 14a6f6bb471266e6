#pragma once

#include <QObject>
#include <QStringList>
#include <QUrl>

#include <functional>
#include <vector>

namespace glassbox {

/// What becomes of files that are dropped on a window, by their endings: the one place that knows. Files of this
/// machine may always be dropped; what can't be opened is answered with a sentence.
class FileDrop : public QObject {
    Q_OBJECT

  public:
    /// Watches the window from now on.
    explicit FileDrop(QWidget* window);

    /// Files with these endings (without the point, lower case) go to `open`; `what` names them in a sentence
    /// ("tables").
    void add(const QString& what, const QStringList& endings, std::function<void(const QString& path)> open);

    bool eventFilter(QObject* watched, QEvent* event) override;

  Q_SIGNALS:
    void refused(const QString& sentence);

  private:
    struct Kind {
        QString what;
        QStringList endings;
        std::function<void(const QString& path)> open;
    };
    void take(const QList<QUrl>& urls);
    QString known() const;

    std::vector<Kind> m_kinds;
};

}  // namespace glassbox
