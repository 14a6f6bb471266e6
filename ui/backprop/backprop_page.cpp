#include "ui/backprop/backprop_page.h"

#include "ui/backprop/check_panel.h"
#include "ui/backprop/computation_card.h"
#include "ui/backprop/gradient_bars.h"
#include "ui/backprop/predict_bar.h"
#include "ui/backprop/step_tables.h"
#include "ui/backprop/steps_card.h"
#include "ui/backprop/telling_card.h"
#include "ui/backprop/worksheet_menu.h"
#include "ui/plots/picture_menu.h"
#include "ui/shell/banner.h"
#include "ui/shell/splitter.h"

#include <QDataStream>
#include <QIODevice>
#include <QShortcut>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr qint32 layoutVersion = 1;

}  // namespace

BackpropPage::BackpropPage(ExperimentDocument& document, ThemeSource& theme, MathFontPtr font, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_theme(theme),
      m_font(std::move(font)),
      m_source(document, m_model),
      m_player(m_model),
      m_run(document, m_model, m_source, m_player) {
    setObjectName(QStringLiteral("backpropPage"));
    setFocusPolicy(Qt::NoFocus);
    m_banner = new Banner(theme, this);
    m_computation = new ComputationCard(m_model, m_source, theme);
    m_telling = new TellingCard(m_model, theme, m_font);
    m_steps = new StepsCard(m_model, m_player, theme, m_font);
    const int gap = theme.theme().gap;
    m_columns = makeSplitter(Qt::Horizontal, "backpropColumns", gap);
    m_columns->addWidget(m_computation);
    m_columns->addWidget(m_telling);
    m_columns->setStretchFactor(0, 3);
    m_columns->setStretchFactor(1, 2);
    m_columns->setSizes({760, 420});
    m_rows = makeSplitter(Qt::Vertical, "backpropRows", gap);
    m_rows->addWidget(m_columns);
    m_rows->addWidget(m_steps);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 0);
    m_rows->setSizes({600, 150});
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(gap, gap, gap, gap);
    inner->addWidget(m_rows);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(inner, 1);
    m_banner->dismiss();
    connect(&m_source, &WalkSource::ended, this, [this](const QString& sentence) {
        m_player.pause();
        m_banner->show(Banner::Kind::Info, sentence);
    });
    // Whoever walks on has read it.
    connect(&m_model, &WalkModel::placeChanged, m_banner, &Banner::dismiss);
    addKeys();
}

void BackpropPage::addKeys() {
    const auto key = [this](const QKeySequence& keys, const auto& act) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    key(Qt::Key_Home, [this] { m_model.goToStart(); });
    key(Qt::Key_End, [this] { m_model.goToEnd(); });
    key(Qt::Key_I, [this] { m_model.goIn(); });
    key(Qt::Key_O, [this] { m_model.goOut(); });
    key(Qt::Key_P, [this] {
        m_model.setPredicting(!m_model.isPredicting());
        m_telling->prediction().focusField();
    });
    key(Qt::Key_N, [this] { m_source.nextStep(); });
    key(Qt::SHIFT | Qt::Key_N, [this] { m_source.formerStep(); });
    key(Qt::Key_F5, [this] { m_source.takeNewest(); });
}

void BackpropPage::addMenus(FileCommands& files) {
    new PictureMenu(m_computation, m_document, files, m_theme, [this] {
        static const QStringList names{"step-network", "step-graph", "step-gradients"};
        const bool sizes = m_computation->view() == ComputationCard::Gradients;
        PictureContent content{
            names.value(m_computation->view()), tr("Training step"), m_computation->picture(), {}, {}};
        content.table = [this, sizes] {
            if (!m_model.walk()) return DataTable();
            return sizes ? gradientSizesTable(m_computation->gradients().sizes()) : stepTable(m_model.walk()->record());
        };
        return content;
    });
    new PictureMenu(m_telling, m_document, files, m_theme, [this] {
        static const QStringList names{"step-formula", "step-matrices", "step-check"};
        const bool checks = m_telling->tab() == TellingCard::CheckTab;
        PictureContent content{names.value(m_telling->tab()),
                               tr("Training step, operation"),
                               m_model.walk() ? m_telling->panel() : nullptr,
                               {},
                               {}};
        content.table = [this, checks] {
            if (!m_model.walk()) return DataTable();
            if (!checks) return stepTable(m_model.walk()->record());
            return m_telling->check().check() ? checkTable(*m_telling->check().check()) : DataTable();
        };
        return content;
    });
    new WorksheetMenu(m_steps->worksheetButton(), m_document, m_model, files, m_theme, m_font);
}

void BackpropPage::setSample(std::optional<Index> sample) {
    if (sample) m_source.setSample(sample);
}

bool BackpropPage::back() {
    if (m_player.isPlaying()) {
        m_player.pause();
        return true;
    }
    if (m_model.isPredicting()) {
        m_model.setPredicting(false);
        return true;
    }
    if (!m_model.walk() || m_model.grain() <= Grain::Operation) return false;
    m_model.goOut();
    return true;
}

QByteArray BackpropPage::saveLayout() const {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << layoutVersion << m_columns->saveState() << m_rows->saveState() << m_player.pace()
        << static_cast<qint32>(m_model.grain()) << m_telling->prediction().score().toVariant();
    return bytes;
}

void BackpropPage::restoreLayout(const QByteArray& layout) {
    QDataStream in(layout);
    in.setVersion(QDataStream::Qt_6_0);
    qint32 version = 0, pace = 0, grain = 0;
    QByteArray columns, rows;
    QVariantMap score;
    in >> version >> columns >> rows >> pace >> grain >> score;
    if (in.status() != QDataStream::Ok || version != layoutVersion) return;
    m_columns->restoreState(columns);
    m_rows->restoreState(rows);
    m_player.setPace(pace);
    if (grain >= 0 && grain <= static_cast<qint32>(Grain::Weight)) m_model.setGrain(static_cast<Grain>(grain));
    m_telling->prediction().setScore(PredictScore::fromVariant(score));
}

void BackpropPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_source.setActive(true);
}

void BackpropPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_player.pause();
    m_source.setActive(false);
}

}  // namespace glassbox
