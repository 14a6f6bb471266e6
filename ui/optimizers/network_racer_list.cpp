#include "ui/optimizers/network_racer_list.h"

#include "ui/optimizers/network_race_words.h"
#include "ui/optimizers/network_racer_editor.h"
#include "ui/optimizers/racer_color.h"
#include "ui/shell/elided_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace glassbox {

namespace {

QIcon swatch(const QColor& color, double ratio) {
    constexpr int size = 12;
    QPixmap picture(qRound(size * ratio), qRound(size * ratio));
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(0, 0, size, size), 3, 3);
    return QIcon(picture);
}

}  // namespace

/// One racer: a button that opens it, its settings, and a button that removes it.
class NetworkRacerList::Row : public QWidget {
  public:
    explicit Row(QWidget* parent) : QWidget(parent) {
        name = new QToolButton(this);
        name->setObjectName(QStringLiteral("racerRow"));
        name->setCheckable(true);
        name->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        name->setIconSize({12, 12});
        settings = new ElidedLabel(this);
        settings->setProperty("tone", "mute");
        settings->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        remove = new QToolButton(this);
        remove->setObjectName(QStringLiteral("removeRacer"));
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(4);
        layout->addWidget(name);
        layout->addWidget(settings, 1);
        layout->addWidget(remove);
    }

    QToolButton *name, *remove;
    ElidedLabel* settings;
};

NetworkRacerList::NetworkRacerList(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("networkRacerList"));
    m_editor = new NetworkRacerEditor(theme, this);
    m_editor->hide();
    m_add = new QPushButton(tr("Add a racer"), this);
    m_add->setObjectName(QStringLiteral("addRacer"));
    m_add->setProperty("kind", "small");
    m_add->setToolTip(tr("Another racer, with the next optimizer that is not there yet (at most %1).").arg(most));
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(2);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, &NetworkRacerList::addAsked);
    connect(m_editor, &NetworkRacerEditor::edited, this, [this](const NetworkRacer& racer) {
        if (m_open < 0) return;
        m_racers[static_cast<std::size_t>(m_open)] = racer;
        refresh();
        Q_EMIT edited(m_racers);
    });
    connect(&theme, &ThemeSource::changed, this, &NetworkRacerList::refresh);
}

void NetworkRacerList::showRacers(const std::vector<NetworkRacer>& racers) {
    m_racers = racers;
    if (m_open >= static_cast<int>(racers.size())) m_open = -1;
    refresh();
}

void NetworkRacerList::setOpen(int racer) {
    if (racer >= static_cast<int>(m_racers.size())) racer = -1;
    m_open = racer;
    refresh();
}

void NetworkRacerList::remove(int racer) {
    if (m_racers.size() <= 1) return;
    m_racers.erase(m_racers.begin() + racer);
    if (m_open == racer) m_open = -1;
    if (m_open > racer) --m_open;
    const bool hadFocus = m_rows[static_cast<std::size_t>(racer)]->isAncestorOf(focusWidget());
    refresh();
    if (hadFocus) m_rows[std::min(static_cast<std::size_t>(racer), m_racers.size() - 1)]->name->setFocus();
    Q_EMIT edited(m_racers);
}

void NetworkRacerList::refresh() {
    while (m_rows.size() < m_racers.size()) {
        auto* row = new Row(this);
        const auto number = static_cast<int>(m_rows.size());
        connect(row->name, &QToolButton::clicked, this, [this, number](bool checked) { setOpen(checked ? number : -1); });
        connect(row->remove, &QToolButton::clicked, this, [this, number] { remove(number); });
        m_layout->insertWidget(m_layout->indexOf(m_add), row);
        m_rows.push_back(row);
    }
    const Theme& theme = m_theme.theme();
    m_layout->removeWidget(m_editor);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row& row = *m_rows[i];
        row.setVisible(i < m_racers.size());
        if (i >= m_racers.size()) continue;
        const NetworkRacer& racer = m_racers[i];
        const QString name = QString::fromStdString(racer.name);
        const QString settings = NetworkRaceWords::settings(racer, m_racers);
        row.name->setText(name);
        row.name->setIcon(swatch(racerColor(theme, static_cast<qsizetype>(i)), devicePixelRatioF()));
        row.name->setChecked(static_cast<int>(i) == m_open);
        row.name->setAccessibleName(tr("%1, %2").arg(name, settings));
        row.name->setToolTip(tr("%1: %2\nClick to change it.").arg(name, settings));
        row.settings->setText(settings);
        row.settings->setToolTip(settings);
        row.remove->setIcon(themedIcon(QStringLiteral("close"), theme.mute, 14));
        row.remove->setAccessibleName(tr("Remove %1").arg(name));
        row.remove->setToolTip(tr("Remove %1 from the race").arg(name));
        row.remove->setEnabled(m_racers.size() > 1);
    }
    m_add->setEnabled(m_racers.size() < most);
    m_editor->setVisible(m_open >= 0);
    if (m_open >= 0) {
        m_layout->insertWidget(m_layout->indexOf(m_rows[static_cast<std::size_t>(m_open)]) + 1, m_editor);
        m_editor->showRacer(m_racers[static_cast<std::size_t>(m_open)]);
    }
}

}  // namespace glassbox
