#include "ui/cards/card_editor_help.h"

#include "ui/shell/theme.h"

#include <QLabel>
#include <QPainter>
#include <QScreen>
#include <QTextDocumentFragment>
#include <QVBoxLayout>

namespace glassbox {

CardEditorHelp::CardEditorHelp(ThemeSource& theme, QWidget* parent) : QFrame(parent, Qt::Popup), m_theme(theme) {
    setObjectName(QStringLiteral("cardEditorHelp"));
    auto* words = new QLabel(text());
    words->setTextFormat(Qt::RichText);
    words->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->addWidget(words);
    setAccessibleName(tr("How to write a card"));
    setAccessibleDescription(QTextDocumentFragment::fromHtml(text()).toPlainText());
}

QString CardEditorHelp::text() {
    const auto row = [](const QString& typed, const QString& gives) {
        return QStringLiteral("<tr><td style=\"padding: 2px 18px 2px 0\"><code>%1</code></td><td>%2</td></tr>")
            .arg(typed, gives);
    };
    return QStringLiteral("<table>") + row(tr("*words*"), tr("<i>emphasis</i>")) +
           row(tr("**words**"), tr("<b>strong</b>")) + row(tr("`name`"), tr("code")) +
           row(tr("- item"), tr("an item of a list, one a line")) + row(tr("an empty line"), tr("a new paragraph")) +
           row(QStringLiteral("$x_i^2$"), tr("a formula in the line, in TeX (Ctrl+M)")) +
           row(QStringLiteral("$$\\frac{a}{b}$$"), tr("a formula on a line of its own (Ctrl+Shift+M)")) +
           row(QStringLiteral("\\$ \\* \\`"), tr("these characters themselves")) + QStringLiteral("</table>");
}

void CardEditorHelp::openAt(const QWidget& button) {
    adjustSize();
    QPoint at = button.mapToGlobal(QPoint(button.width() - width(), button.height() + 4));
    if (const QScreen* screen = button.screen()) {
        const QRect room = screen->availableGeometry();
        at.setX(qBound(room.left(), at.x(), qMax(room.left(), room.right() - width())));
        at.setY(qBound(room.top(), at.y(), qMax(room.top(), room.bottom() - height())));
    }
    move(at);
    show();
}

void CardEditorHelp::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    painter.setPen(QPen(theme.line, theme.stroke(1)));
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

}  // namespace glassbox
