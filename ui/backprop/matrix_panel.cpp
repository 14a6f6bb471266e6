#include "ui/backprop/matrix_panel.h"

#include "ui/shell/theme.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace glassbox {

MatrixPanel::MatrixPanel(WalkModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_scroll(new QScrollArea),
      m_canvas(new MatrixCanvas(model, theme, std::move(font))),
      m_empty(new QLabel),
      m_words(new QLabel) {
    setObjectName(QStringLiteral("matrixPanel"));
    setAccessibleName(tr("Matrix"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_canvas);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("tone", QStringLiteral("mute"));
    m_words->setObjectName(QStringLiteral("matrixWords"));
    m_words->setWordWrap(true);
    m_words->setProperty("tone", QStringLiteral("mute"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_empty, 1);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_words);
    connect(&model, &WalkModel::walkChanged, this, &MatrixPanel::refresh);
    connect(&model, &WalkModel::placeChanged, this, &MatrixPanel::refresh);
    connect(&model, &WalkModel::hoverChanged, this, [this] {
        if (!isVisible()) return;
        m_canvas->update();
        showWords();
    });
    connect(&theme, &ThemeSource::changed, this, &MatrixPanel::refresh);
    connect(m_canvas, &MatrixCanvas::wordsChanged, this, &MatrixPanel::showWords);
    connect(m_canvas, &MatrixCanvas::wantsVisible, this, [this](const QRectF& rect) {
        m_scroll->ensureVisible(qRound(rect.center().x()), qRound(rect.center().y()), 20, 40);
    });
}

void MatrixPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale) refresh();
}

void MatrixPanel::refresh() {
    m_stale = !isVisible();
    if (m_stale) return m_canvas->forget();
    const bool some = m_model.walk() && !m_model.operation().matrices.empty();
    m_empty->setText(m_model.walk() ? tr("This operation is no product or sum of matrices. The Formula tab shows it.")
                                    : tr("Take a step, and each of its operations stands here as matrices."));
    m_empty->setVisible(!some);
    m_scroll->setVisible(some);
    m_words->setVisible(some);
    m_canvas->refresh();
    showWords();
}

void MatrixPanel::showWords() {
    QString words = m_canvas->words();
    if (!words.isEmpty()) words[0] = words[0].toUpper();
    m_words->setText(words);
}

}  // namespace glassbox
