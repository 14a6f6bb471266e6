#include "ui/cards/card_face_box.h"

#include "lessons/study/card_view.h"
#include "lessons/study/study_error.h"
#include "ui/cards/card_picture.h"
#include "ui/shell/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <cmath>

namespace glassbox {

namespace {

constexpr int padding = 14;
constexpr int gap = 18;
constexpr int beforeKey = 8;
constexpr int narrowestBeside = 200;  // of a picture that has the button at its side

}  // namespace

CardFaceBox::CardFaceBox(ThemeSource& theme, QWidget* parent)
    : QWidget(parent),
      m_theme(theme),
      m_picture(new CardPictureView(theme, this)),
      m_button(new QPushButton(this)),
      m_key(new QLabel(tr("key L"), this)) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_button->setObjectName(QStringLiteral("seeLive"));
    m_button->setToolTip(tr("Opens the state that this card is about, to watch it and to change it (L)."));
    m_key->setProperty("tone", QStringLiteral("caption"));
    connect(m_button, &QPushButton::clicked, this, &CardFaceBox::seeLiveWanted);
    connect(&theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        place();
        update();
    });
}

QString CardFaceBox::seeWords(const QString& see) {
    if (see.trimmed().isEmpty()) return {};
    try {
        switch (parseSee(see).place) {
            case SeeState::Place::Lab:
                return tr("See it live in the Lab");
            case SeeState::Place::Backprop:
                return tr("See it live in Backprop");
            case SeeState::Place::Data:
                return tr("See it live in Data");
            case SeeState::Place::Race:
            case SeeState::Place::Network:
            case SeeState::Place::Knobs:
            case SeeState::Place::Guess:
                return tr("See it live in Optimizers");
        }
    } catch (const StudyError&) {
        // The editor tells what is wrong; a learner is not bothered with it.
    }
    return {};
}

void CardFaceBox::setContent(const QString& picture, const QString& see) {
    m_picture->setPicture(picture);
    m_hasPicture = !picture.trimmed().isEmpty();
    const QString words = seeWords(see);
    m_hasButton = !words.isEmpty();
    m_button->setText(words + QStringLiteral(" →"));
    m_button->setAccessibleName(words);
    m_picture->setVisible(m_hasPicture);
    m_button->setVisible(m_hasButton);
    m_key->setVisible(m_hasButton);
    updateGeometry();
    place();
    update();
}

bool CardFaceBox::isNothing() const {
    return !m_hasPicture && !m_hasButton;
}

void CardFaceBox::setSeeLiveEnabled(bool enabled) {
    m_button->setEnabled(enabled);
    m_key->setEnabled(enabled);
}

/// What is lower: side by side or below each other.
CardFaceBox::Places CardFaceBox::placesFor(int width) const {
    const Places below = arranged(width, false), beside = arranged(width, true);
    const bool fits = m_hasPicture && m_hasButton && beside.picture.width() >= narrowestBeside;
    return fits && beside.height <= below.height ? beside : below;
}

CardFaceBox::Places CardFaceBox::arranged(int width, bool beside) const {
    Places places;
    const int edge = m_hasPicture ? padding : 0;  // a button alone stands in no box
    const int room = qMax(width - 2 * edge, 1);
    const QSize key = m_key->sizeHint();
    QSize button = m_button->sizeHint();
    const int both = button.width() + beforeKey + key.width();
    int bottom = edge;
    if (m_hasPicture) {
        const int pictureRoom = beside ? room - gap - both : room;
        const int wide = qMin(pictureRoom, static_cast<int>(std::ceil(m_picture->widthWithin(pictureRoom))));
        if (wide <= 0) return places;
        places.picture = QRect(edge, edge, wide, m_picture->heightForWidth(wide));
        bottom += places.picture.height();
    }
    if (m_hasButton) {
        button.setWidth(qMin(button.width(), room));
        QPoint at(edge, m_hasPicture ? bottom + padding : edge);
        if (beside) at = {edge + places.picture.width() + gap, edge + qMax(0, (bottom - edge - button.height()) / 2)};
        places.button = QRect(at, button);
        if (at.x() + both <= width - edge)
            places.key = QRect(at + QPoint(button.width() + beforeKey, (button.height() - key.height()) / 2), key);
        bottom = qMax(bottom, at.y() + button.height());
    }
    places.height = bottom + edge;
    return places;
}

void CardFaceBox::place() {
    const Places places = placesFor(width());
    m_picture->setGeometry(places.picture);
    m_button->setGeometry(places.button);
    m_key->setGeometry(places.key);
}

int CardFaceBox::heightForWidth(int width) const {
    return isNothing() ? 0 : placesFor(width).height;
}

QSize CardFaceBox::sizeHint() const {
    return {480, heightForWidth(480)};
}

QSize CardFaceBox::minimumSizeHint() const {
    return {200, 0};
}

bool CardFaceBox::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) {  // the button's words or text size changed
        updateGeometry();
        place();
    }
    return QWidget::event(event);
}

void CardFaceBox::resizeEvent(QResizeEvent*) {
    place();
}

void CardFaceBox::paintEvent(QPaintEvent*) {
    if (!m_hasPicture) return;
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double hair = theme.stroke(1);
    painter.setPen(QPen(theme.line, hair));
    painter.drawRoundedRect(QRectF(rect()).adjusted(hair / 2, hair / 2, -hair / 2, -hair / 2), theme.radius,
                            theme.radius);
}

}  // namespace glassbox
