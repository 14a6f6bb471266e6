#include "ui/backprop/steps_card.h"

#include "ui/backprop/strip_canvas.h"
#include "ui/shell/numbers.h"
#include "ui/shell/strip_scroll.h"
#include "ui/shell/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace glassbox {

StepsCard::StepsCard(WalkModel& model, WalkPlayer& player, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : Card(tr("Steps"), parent), m_model(model), m_player(player) {
    m_strip = new StripCanvas(model, theme, std::move(font));
    auto* scroll = new StripScroll(m_strip, [this](const QSize& size) { m_strip->setViewport(size); });
    scroll->setObjectName(QStringLiteral("stepScroll"));
    connect(m_strip, &StripCanvas::revealed, scroll, [scroll](const QRect& rect) {
        scroll->ensureVisible(rect.center().x(), rect.center().y(), rect.width() / 2 + 60, 0);
    });
    buildHead();
    body()->addWidget(scroll, 1);
    const auto fit = [this, &theme, scroll] { scroll->setMinimumHeight(qRound(80 * theme.textScale())); };
    connect(&theme, &ThemeSource::changed, this, fit);
    fit();
    connect(&model, &WalkModel::walkChanged, this, &StepsCard::showPlace);
    connect(&model, &WalkModel::placeChanged, this, &StepsCard::showPlace);
    connect(&player, &WalkPlayer::playingChanged, this, [this] { m_strip->setUpcoming(m_player.isPlaying()); });
    showPlace();
}

void StepsCard::buildHead() {
    m_grain = new QComboBox(this);
    m_grain->setObjectName(QStringLiteral("grain"));
    m_grain->setAccessibleName(tr("How far one step of the walk goes"));
    for (const QString& text : {tr("by phase"), tr("by layer"), tr("by operation"), tr("by unit"), tr("by weight")})
        m_grain->addItem(text);
    m_grain->setToolTip(
        tr("How far one step of the walk goes: a phase, a layer, an operation, a unit, or a single weight "
           "(a term of a sum).\nKeys: I further in, O further out"));
    m_pace = new QComboBox(this);
    m_pace->setObjectName(QStringLiteral("pace"));
    m_pace->setAccessibleName(tr("Pace of Run"));
    m_pace->setToolTip(tr("How long Run waits at each place.\nKeys: + faster, − slower"));
    for (const int pace : WalkPlayer::paces())
        m_pace->addItem(pace < 60    ? tr("every %1 s").arg(60 / pace)
                        : pace == 60 ? tr("every second")
                                     : tr("%1 a second").arg(pace / 60),
                        pace);
    m_pace->setCurrentIndex(m_pace->findData(m_player.pace()));
    m_worksheet = new QPushButton(tr("Worksheet"), this);
    m_worksheet->setObjectName(QStringLiteral("worksheetButton"));
    m_worksheet->setProperty("kind", QStringLiteral("small"));
    m_worksheet->setFocusPolicy(Qt::TabFocus);
    m_worksheet->setAutoDefault(false);
    m_worksheet->setToolTip(tr("Print this part of the walk with blanks to fill in, and its answers."));
    head()->addWidget(m_grain);
    head()->addWidget(m_pace);
    head()->addWidget(m_worksheet);
    connect(m_grain, &QComboBox::activated, this, [this](int grain) { m_model.setGrain(static_cast<Grain>(grain)); });
    connect(m_pace, &QComboBox::activated, this, [this](int at) { m_player.setPace(m_pace->itemData(at).toInt()); });
    connect(&m_player, &WalkPlayer::paceChanged, this,
            [this](int pace) { m_pace->setCurrentIndex(m_pace->findData(pace)); });
}

void StepsCard::showPlace() {
    m_grain->setCurrentIndex(static_cast<int>(m_model.grain()));
    m_worksheet->setEnabled(m_model.walk() != nullptr);
    if (!m_model.walk()) return setNote({});
    const QString where =
        tr("%1 of %2")
            .arg(countText(static_cast<double>(m_model.index() + 1)), countText(static_cast<double>(m_model.count())));
    setNote(tr("%1 · ← → one step   ⇧← ⇧→ one layer   I O in and out").arg(where), where);
}

}  // namespace glassbox
