#include "ui/cards/card_text.h"

#include "ui/formula/formula_label.h"
#include "ui/shell/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace glassbox {

namespace {

constexpr double usualWidth = 40;     // in sizes of the letters
constexpr double narrowestWidth = 8;  // so that words can still be read

}  // namespace

CardText::CardText(ThemeSource& theme, MathFontPtr font, Kind kind, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_font(std::move(font)), m_kind(kind) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &ThemeSource::changed, this, &CardText::applyTheme);
    applyTheme();
}

void CardText::setText(const QString& markup) {
    if (markup == m_content.source && m_layoutWidth >= 0) return;
    m_content = CardTextContent(markup, m_font);
    setAccessibleName(m_content.speech());
    renew();
}

void CardText::setScale(double scale) {
    m_scale = scale;
    applyTheme();
}

void CardText::applyTheme() {
    m_fonts = CardTextFonts::of(m_theme.theme(), m_kind, m_scale);
    renew();
}

void CardText::renew() {
    m_layoutWidth = -1;
    updateGeometry();
    update();
}

const CardTextLayout& CardText::layoutFor(double width) const {
    if (width != m_layoutWidth) {
        m_layout = layOutCardText(m_content, m_fonts, width);
        m_layoutWidth = width;
    }
    return m_layout;
}

QSize CardText::sizeHint() const {
    const int width = qRound(usualWidth * m_fonts.plain.pixelSize());
    return {width, heightForWidth(width)};
}

QSize CardText::minimumSizeHint() const {
    return {qRound(narrowestWidth * m_fonts.plain.pixelSize()), m_fonts.plain.pixelSize()};
}

int CardText::heightForWidth(int width) const {
    return static_cast<int>(std::ceil(layoutFor(width).size.height()));
}

void CardText::paintEvent(QPaintEvent* event) {
    const CardTextLayout& layout = layoutFor(width());
    const Theme& theme = m_theme.theme();
    const FormulaPalette palette = formulaPalette(theme);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.sunk);
    for (const CardTextPiece& piece : layout.pieces)
        if (piece.ground.width() > 0) painter.drawRoundedRect(piece.ground, 4, 4);
    for (const CardTextPiece& piece : layout.pieces) {
        if (!piece.rect.adjusted(-8, -8, 8, 8).intersects(event->rect())) continue;
        if (piece.kind == CardTextPiece::Kind::Formula) {
            Formula& formula = m_content.formulas[static_cast<std::size_t>(piece.formula)];
            formula.setPixelSize(piece.pixels);
            formula.paint(painter, piece.rect.topLeft(), palette);
        } else {
            painter.setPen(piece.formula >= 0 ? theme.warn : theme.ink);
            painter.setFont(m_fonts.font(piece.span));
            painter.drawText(QPointF(piece.rect.left(), piece.baseline), piece.text);
        }
    }
}

QString CardText::mistakeAt(const QPointF& point) const {
    for (const CardTextPiece& piece : layoutFor(width()).pieces)
        if (piece.formula >= 0 && piece.rect.contains(point))
            return m_content.formulas[static_cast<std::size_t>(piece.formula)].error();
    return {};
}

bool CardText::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString mistake = mistakeAt(help->pos());
    if (mistake.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), mistake, this);
    return true;
}

QMenu* CardText::makeMenu() {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("cardTextMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const auto add = [&](const QString& text, const QString& why, const QString& copied) {
        QAction* action = menu->addAction(text);
        action->setToolTip(why);
        connect(action, &QAction::triggered, menu, [copied] { QGuiApplication::clipboard()->setText(copied); });
    };
    add(tr("Copy text"), tr("Plain words, formulas as TeX."), m_content.plainText());
    add(tr("Copy as Markdown"), tr("As it is written in the deck, with its marks."), m_content.source);
    return menu;
}

void CardText::contextMenuEvent(QContextMenuEvent* event) {
    makeMenu()->popup(event->globalPos());
}

}  // namespace glassbox
