#include "ui/shell/banner.h"

#include "ui/shell/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace glassbox {

Banner::Banner(ThemeSource& theme, QWidget* parent) : QFrame(parent), m_theme(theme) {
    setObjectName(QStringLiteral("banner"));
    m_icon = new QLabel(this);
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(QStringLiteral("bannerSentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("bannerProgress"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_action = new QPushButton(this);
    m_action->setObjectName(QStringLiteral("bannerAction"));
    m_action->setProperty("kind", QStringLiteral("small"));
    m_close = new QToolButton(this);
    m_close->setObjectName(QStringLiteral("bannerClose"));
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_sentence);
    words->addWidget(m_progress);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 12, 6);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addLayout(words, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_close);
    connect(m_action, &QPushButton::clicked, this, &Banner::triggered);
    connect(m_close, &QToolButton::clicked, this, [this] {
        dismiss();
        Q_EMIT dismissed();
    });
    connect(&m_theme, &ThemeSource::changed, this, &Banner::applyTheme);
    applyTheme();
    hide();
}

void Banner::show(Kind kind, const QString& sentence, const QString& action) {
    static const char* const names[] = {"info", "warning", "error"};
    m_kind = kind;
    setProperty("kind", QString::fromLatin1(names[static_cast<int>(kind)]));
    style()->unpolish(this);
    style()->polish(this);
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    applyTheme();
    setProgress(-1);
    QFrame::show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Banner::setProgress(double share) {
    m_progress->setVisible(share >= 0);
    if (share >= 0) m_progress->setValue(qRound(share * 1000));
}

QString Banner::sentence() const {
    return m_sentence->text();
}

void Banner::dismiss() {
    m_sentence->clear();
    hide();
}

void Banner::applyTheme() {
    const Theme& theme = m_theme.theme();
    const bool info = m_kind == Kind::Info;
    const QIcon icon =
        themedIcon(info ? QStringLiteral("info") : QStringLiteral("warning"), info ? theme.accent : theme.warn);
    m_icon->setPixmap(icon.pixmap(QSize(18, 18), devicePixelRatioF()));
    m_close->setIcon(themedIcon(QStringLiteral("close"), theme.mute, 16));
}

}  // namespace glassbox
