#include "ui/cards/card_editor.h"

#include "ui/cards/card_editor_fields.h"
#include "ui/cards/card_face.h"
#include "ui/shell/theme.h"

#include <QDataStream>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr int pauseMs = 80;  // of typing, before the preview follows
constexpr quint32 layoutVersion = 1;

bool askToDiscard(QWidget* parent) {
    QMessageBox box(QMessageBox::Question, CardEditor::tr("Card"), CardEditor::tr("Leave without saving the card?"),
                    QMessageBox::NoButton, parent);
    box.setInformativeText(CardEditor::tr("What you have written since it was opened would be lost."));
    QPushButton* discard = box.addButton(CardEditor::tr("Discard"), QMessageBox::DestructiveRole);
    QPushButton* stay = box.addButton(CardEditor::tr("Keep writing"), QMessageBox::RejectRole);
    box.setDefaultButton(stay);
    box.setEscapeButton(stay);
    box.exec();
    return box.clickedButton() == discard;
}

}  // namespace

CardEditor::CardEditor(ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QDialog(parent),
      mayDiscard(askToDiscard),
      m_fields(new CardEditorFields(theme, font)),
      m_preview(new CardFace(theme, font)),
      m_splitter(new QSplitter),
      m_why(new QLabel),
      m_save(new QPushButton(tr("Save"))) {
    setObjectName(QStringLiteral("cardEditor"));
    setWindowTitle(tr("Card"));
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("card"));
    auto* inside = new QVBoxLayout(frame);
    inside->setContentsMargins(2, 2, 2, 2);
    inside->addWidget(m_preview);
    m_preview->setAccessibleName(tr("How the card looks"));
    m_preview->setSeeLiveEnabled(false);
    m_preview->setMinimumWidth(280);
    m_fields->setMinimumWidth(320);
    auto* scroll = new PageScroll;  // large text on a small screen
    scroll->setWidget(m_fields);
    scroll->setFitsWidth(true);
    scroll->viewport()->setAutoFillBackground(false);
    m_fields->setAutoFillBackground(false);
    m_splitter->addWidget(scroll);
    m_splitter->addWidget(frame);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(theme.theme().gap);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({480, 520});

    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    cancel->setToolTip(tr("Leaves without saving (Escape)."));
    m_save->setObjectName(QStringLiteral("saveCard"));
    m_save->setProperty("kind", QStringLiteral("primary"));
    m_save->setAutoDefault(false);
    m_why->setObjectName(QStringLiteral("whyNotSaved"));
    m_why->setProperty("tone", QStringLiteral("mute"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_why, 1);
    buttons->addWidget(m_save);
    buttons->addWidget(cancel);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_splitter, 1);
    column->addLayout(buttons);
    setMinimumHeight(420);
    resize(1040, 680);

    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &CardEditor::showPreview);
    connect(m_fields, &CardEditorFields::changed, this, &CardEditor::fieldsChanged);
    connect(m_save, &QPushButton::clicked, this, &CardEditor::accept);
    connect(cancel, &QPushButton::clicked, this, &CardEditor::reject);
    const auto key = [this](const QKeySequence& keys, auto* receiver, auto act) {
        connect(new QShortcut(keys, this), &QShortcut::activated, receiver, act);
    };
    key(QKeySequence(Qt::CTRL | Qt::Key_Return), this, &CardEditor::accept);
    key(QKeySequence(Qt::CTRL | Qt::Key_Enter), this, &CardEditor::accept);
    key(QKeySequence(Qt::CTRL | Qt::Key_M), m_fields, &CardEditorFields::markFormula);
    key(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M), m_fields, &CardEditorFields::markDisplay);
    setCard({});
}

void CardEditor::setDecks(const std::vector<std::pair<qint64, QString>>& decks, qint64 current) {
    m_fields->setDecks(decks, current);
    m_deckBefore = m_fields->deck();
}

qint64 CardEditor::deck() const {
    return m_fields->deck();
}

void CardEditor::setTags(const QStringList& tags) {
    m_fields->setKnownTags(tags);
}

void CardEditor::setCard(const Flashcard& card) {
    m_fields->setCard(card);
    m_before = m_fields->card();
    setWindowTitle(m_before.question.isEmpty() ? tr("New card") : tr("Edit card"));
    fieldsChanged();
    showPreview();
    m_fields->question()->setFocus(Qt::OtherFocusReason);
}

Flashcard CardEditor::card() const {
    return m_fields->card();
}

bool CardEditor::isChanged() const {
    return card() != m_before || deck() != m_deckBefore;
}

QStringList CardEditor::mistakes() const {
    return m_fields->mistakes();
}

void CardEditor::fieldsChanged() {
    const QString why = m_fields->hindrance();
    m_save->setEnabled(why.isEmpty());
    m_save->setToolTip(why.isEmpty() ? tr("Saves the card (Ctrl+Return).") : why);
    m_why->setText(why);
    m_pause.start();
}

void CardEditor::showPreview() {
    m_pause.stop();
    m_fields->showMistakes();
    const Flashcard written = card();
    const QString deckName = m_fields->deckName();
    if (written.question.isEmpty() && written.answer.isEmpty() && written.picture.isEmpty()) {
        m_preview->clear(tr("Here you see the card as you write it."));
        return;
    }
    const int place = m_preview->verticalScrollBar()->value();
    m_preview->updateCard(written, deckName);
    m_preview->setRevealed(true, false);
    m_preview->verticalScrollBar()->setValue(place);
}

QByteArray CardEditor::saveLayout() const {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << layoutVersion << size() << m_splitter->saveState();
    return bytes;
}

bool CardEditor::restoreLayout(const QByteArray& layout) {
    QDataStream stream(layout);
    quint32 version = 0;
    QSize window;
    QByteArray division;
    stream >> version >> window >> division;
    if (stream.status() != QDataStream::Ok || version != layoutVersion || window.isEmpty()) return false;
    resize(window);
    return m_splitter->restoreState(division);
}

void CardEditor::accept() {
    if (m_fields->hindrance().isEmpty())
        QDialog::accept();
    else
        m_fields->goToHindrance();
}

void CardEditor::reject() {
    if (!isChanged() || mayDiscard(this)) QDialog::reject();
}

}  // namespace glassbox
