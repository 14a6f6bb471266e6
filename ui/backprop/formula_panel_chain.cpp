#include "ui/backprop/formula_panel_chain.h"

#include "engine/explain/number_words.h"
#include "ui/formula/formula_label.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QEvent>
#include <QPainter>

#include <cmath>

namespace glassbox {

namespace {

constexpr int textPixels = 12, padding = 10, between = 6;

/// The group that begins at `at`, without its braces; moves `at` behind it.
QString takeGroup(const QString& tex, qsizetype& at) {
    if (at >= tex.size() || tex[at] != u'{') return {};
    const qsizetype from = at + 1;
    for (int depth = 0; at < tex.size(); ++at) {
        if (tex[at] == u'{') ++depth;
        if (tex[at] == u'}' && --depth == 0) return tex.mid(from, at++ - from);
    }
    return {};
}

}  // namespace

QString inlineFraction(const QString& tex) {
    static const QString frac = QStringLiteral("\\frac");
    if (!tex.startsWith(frac)) return tex;
    qsizetype at = frac.size();
    const QString above = takeGroup(tex, at), below = takeGroup(tex, at);
    if (above.isEmpty() || below.isEmpty() || at != tex.size()) return tex;
    return above + QStringLiteral(" / ") + below;
}

FactorChip::FactorChip(ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_font(std::move(font)) {
    setAttribute(Qt::WA_Hover);
    connect(&theme, &ThemeSource::changed, this, &FactorChip::applyTheme);
}

void FactorChip::setFactor(const Factor& factor, bool newest) {
    m_symbol = Formula(inlineFraction(QString::fromStdString(factor.symbol)), m_font, FormulaStyle::Text);
    m_number = QString::fromStdString(numberWords(factor.value));
    m_place = factor.place;
    m_newest = newest;
    setFocusPolicy(m_place ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(m_place ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setAccessibleName(tr("%1 is %2").arg(m_symbol.toSpeech(), m_number));
    setToolTip(m_place ? tr("A factor of the chain rule. Click to see how it came about.")
                       : tr("A factor of the chain rule."));
    applyTheme();
    show();
}

void FactorChip::applyTheme() {
    m_symbol.setPixelSize(m_theme.theme().font(textPixels + 1).pixelSize());
    updateGeometry();
    update();
}

void FactorChip::setMarked(bool marked) {
    if (m_marked == marked) return;
    m_marked = marked;
    update();
}

QFont FactorChip::numberFont() const {
    return m_theme.theme().font(textPixels, QFont::DemiBold);
}

QSize FactorChip::sizeHint() const {
    const QFontMetrics metrics(numberFont());
    const int width = static_cast<int>(std::ceil(m_symbol.size().width())) + 6 + metrics.horizontalAdvance(m_number);
    const int height = std::max(static_cast<int>(std::ceil(m_symbol.size().height())), metrics.height());
    return {width + 2 * padding, height + 8};
}

void FactorChip::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool near = m_place && (m_marked || underMouse());
    const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
    const double radius = std::min(area.height() / 2, 12.0);
    painter.setPen(near ? QPen(theme.accent, theme.stroke(1.5))
                        : QPen(m_newest ? theme.accent : theme.line, theme.stroke(1)));
    painter.setBrush(m_newest || near ? theme.accentSoft : theme.sunk);
    painter.drawRoundedRect(area, radius, radius);
    FormulaPalette palette = formulaPalette(theme);
    palette.ink = m_newest ? theme.accent : theme.ink;
    const double top = (height() - m_symbol.size().height()) / 2;
    m_symbol.paint(painter, {double(padding), top}, palette);
    painter.setFont(numberFont());
    painter.setPen(palette.ink);
    const double x = padding + m_symbol.size().width() + 6;
    painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, m_number);
    if (showsFocusRing(this)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, theme.stroke(2)));
        painter.drawRoundedRect(area, radius, radius);
    }
}

FactorChain::FactorChain(ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_font(std::move(font)) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &ThemeSource::changed, this, [this] {
        place();
        updateGeometry();
        update();
    });
}

FactorChip* FactorChain::chipAt(std::size_t i) {
    while (m_chips.size() <= i) {
        auto* chip = new FactorChip(m_theme, m_font, this);
        chip->installEventFilter(this);
        connect(chip, &FactorChip::clicked, this, [this, chip] {
            if (const auto place = chip->place()) Q_EMIT placeChosen(*place);
        });
        m_chips.push_back(chip);
    }
    return m_chips[i];
}

bool FactorChain::eventFilter(QObject* watched, QEvent* event) {
    if (const auto* chip = qobject_cast<FactorChip*>(watched); chip && chip->place()) {
        if (event->type() == QEvent::Enter || event->type() == QEvent::FocusIn) Q_EMIT placeHovered(chip->place());
        if (event->type() == QEvent::Leave || event->type() == QEvent::FocusOut) Q_EMIT placeHovered({});
    }
    return QWidget::eventFilter(watched, event);
}

void FactorChain::setChain(const std::vector<Factor>& chain, std::optional<double> product) {
    m_used = chain.size();
    for (std::size_t i = 0; i < m_used; ++i) chipAt(i)->setFactor(chain[i], i + 1 == m_used);
    for (std::size_t i = m_used; i < m_chips.size(); ++i) m_chips[i]->hide();
    m_product = product ? QString::fromStdString(numberWords(*product)) : QStringLiteral("?");
    place();
    updateGeometry();
    update();
}

void FactorChain::highlight(const std::optional<Place>& place) {
    for (std::size_t i = 0; i < m_used; ++i) m_chips[i]->setMarked(place && m_chips[i]->place() == place);
}

QFont FactorChain::signFont() const {
    return m_theme.theme().font(13, QFont::Medium);
}

std::vector<FactorChain::Piece> FactorChain::pieces() const {
    std::vector<Piece> all;
    for (std::size_t i = 0; i < m_used; ++i) {
        if (i > 0) all.push_back({nullptr, QStringLiteral("×")});
        all.push_back({m_chips[i]});
    }
    all.push_back({nullptr, QStringLiteral("= ") + m_product});
    return all;
}

/// Gives each piece its place; returns the height. A sign stays with what follows it.
int FactorChain::arrange(int width, std::vector<Piece>& pieces) const {
    const QFontMetrics metrics(signFont());
    int x = 0, y = 0, row = metrics.height();
    const auto widthOf = [&](const Piece& piece) {
        return piece.chip ? piece.chip->sizeHint().width() : metrics.horizontalAdvance(piece.text);
    };
    for (const Piece& piece : pieces) row = std::max(row, piece.chip ? piece.chip->sizeHint().height() : 0);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const int own = widthOf(pieces[i]);
        const bool sign = !pieces[i].chip && i + 1 < pieces.size();
        const int needed = own + (sign ? between + widthOf(pieces[i + 1]) : 0);
        const bool follows = i > 0 && !pieces[i - 1].chip;  // its sign has made the room
        if (x > 0 && !follows && x + needed > width) {
            x = 0;
            y += row + between;
        }
        pieces[i].rect = QRect(x, y, own, row);
        x += own + between;
    }
    return y + row;
}

void FactorChain::place() {
    m_pieces = pieces();
    arrange(width(), m_pieces);
    for (const Piece& piece : m_pieces)
        if (piece.chip) piece.chip->setGeometry(piece.rect);
}

int FactorChain::heightForWidth(int width) const {
    std::vector<Piece> own = pieces();
    return arrange(width, own);
}

QSize FactorChain::sizeHint() const {
    return {200, heightForWidth(std::max(width(), 200))};
}

QSize FactorChain::minimumSizeHint() const {
    int widest = 0;
    for (std::size_t i = 0; i < m_used; ++i) widest = std::max(widest, m_chips[i]->sizeHint().width());
    return {widest, 20};
}

void FactorChain::resizeEvent(QResizeEvent*) {
    place();
}

void FactorChain::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(signFont());
    painter.setPen(m_theme.theme().ink);
    for (const Piece& piece : m_pieces)
        if (!piece.chip) painter.drawText(piece.rect, Qt::AlignCenter, piece.text);
}

}  // namespace glassbox
