#include "ui/data/data_page.h"

#include "engine/formats/samples_file.h"
#include "ui/data/column_picture.h"
#include "ui/data/columns_card.h"
#include "ui/data/correlation_map.h"
#include "ui/data/notices_card.h"
#include "ui/data/samples_card.h"
#include "ui/data/scatter_canvas.h"
#include "ui/data/scatter_card.h"
#include "ui/data/target_card.h"
#include "ui/plots/picture_menu.h"
#include "ui/shell/splitter.h"

#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QIODevice>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace glassbox {

namespace {

constexpr qint32 layoutVersion = 1;

}  // namespace

DataPage::DataPage(ExperimentDocument& document, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_theme(theme), m_model(document) {
    setObjectName(QStringLiteral("dataPage"));
    m_samples = new SamplesCard(m_model, theme);
    m_notices = new NoticesCard(m_model, theme);
    m_columns = new ColumnsCard(m_model, theme);
    m_scatter = new ScatterCard(m_model, theme);
    m_target = new TargetCard(m_model, theme);
    auto* card = new Card(tr("Correlation"));
    card->setToolTip(
        tr("Pearson's r of every pair: +1 where both grow together in a straight line, −1 where one falls as "
           "the other grows, 0 where neither tells the other by a straight line."));
    m_correlation = new CorrelationMap(theme);
    card->body()->addWidget(m_correlation, 1);
    m_correlationCard = card;
    connect(&m_model, &DataModel::lookChanged, this, [this, card] {
        m_correlation->setLook(m_model.look());
        const Index hidden = m_model.look() ? m_model.look()->facts.correlations.columnsLeftOut : 0;
        card->setNote(hidden > 0 ? tr("first %1 columns").arg(m_correlation->count()) : tr("Pearson's r"), QString());
    });
    connect(&m_model, &DataModel::pairChanged, this,
            [this] { m_correlation->setPair(m_model.horizontal(), m_model.vertical()); });
    connect(m_correlation, &CorrelationMap::pairChosen, &m_model, &DataModel::setPair);
    makeLayout();
    setFocusProxy(&m_samples->table());
}

// Its cards use the model to the last.
DataPage::~DataPage() {
    delete m_all;
}

void DataPage::makeLayout() {
    const int gap = m_theme.theme().gap;
    m_left = makeSplitter(Qt::Vertical, "dataLeft", gap);
    m_left->addWidget(m_samples);
    m_left->addWidget(m_notices);
    m_left->setStretchFactor(0, 3);
    m_left->setStretchFactor(1, 2);
    m_left->setSizes({440, 230});
    m_below = makeSplitter(Qt::Horizontal, "dataBelow", gap);
    m_below->addWidget(m_correlationCard);
    m_below->addWidget(m_target);
    m_below->setStretchFactor(0, 3);
    m_below->setStretchFactor(1, 2);
    m_below->setSizes({310, 230});
    m_right = makeSplitter(Qt::Vertical, "dataRight", gap);
    m_right->addWidget(m_scatter);
    m_right->addWidget(m_below);
    m_right->setStretchFactor(0, 3);
    m_right->setStretchFactor(1, 2);
    m_right->setSizes({400, 270});
    m_all = makeSplitter(Qt::Horizontal, "dataColumns", gap);
    m_all->addWidget(m_left);
    m_all->addWidget(m_columns);
    m_all->addWidget(m_right);
    m_all->setStretchFactor(0, 2);
    m_all->setStretchFactor(1, 1);
    m_all->setStretchFactor(2, 3);
    m_all->setSizes({370, 250, 560});
    m_left->setMinimumWidth(220);
    m_columns->setMinimumWidth(180);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addWidget(m_all);
}

void DataPage::addMenus(FileCommands& files) {
    addExport();
    const auto shown = [this](QWidget* widget) { return m_model.look() ? widget : nullptr; };
    const auto add = [&](QWidget* card, std::function<PictureContent()> content) {
        new PictureMenu(card, m_document, files, m_theme, std::move(content));
    };
    add(m_scatter, [this, shown] {
        return PictureContent{QStringLiteral("scatter"), tr("Scatter plot"), shown(&m_scatter->canvas()), {}, [this] {
                                  return m_scatter->table();
                              }};
    });
    add(m_columns, [this, shown] {
        return PictureContent{QStringLiteral("histogram"), tr("Histogram"), shown(&m_columns->picture()), {}, [this] {
                                  return m_columns->table();
                              }};
    });
    add(m_correlationCard, [this, shown] {
        return PictureContent{QStringLiteral("correlation"), tr("Correlation"), shown(m_correlation), {}, [this] {
                                  return m_correlation->table();
                              }};
    });
    add(m_target, [this] {
        return PictureContent{QStringLiteral("target"), tr("What is to be predicted"), m_target->picture(), {}, [this] {
                                  return m_target->table();
                              }};
    });
}

void DataPage::addExport() {
    QPushButton* button = m_samples->exportButton();
    auto* menu = new QMenu(button);
    menu->setObjectName(QStringLiteral("exportDataMenu"));
    menu->addAction(tr("Save all samples as CSV or NPZ …"), this, &DataPage::saveWanted);
    menu->addAction(tr("Copy all samples for a spreadsheet"), this, [this] {
        if (m_model.look())
            QGuiApplication::clipboard()->setText(QString::fromUtf8(samplesToCsv(m_model.look()->samples, '\t')));
    });
    button->setMenu(menu);
    button->show();
}

void DataPage::setPresenting(bool presenting) {
    m_left->setVisible(!presenting);
}

bool DataPage::back() {
    if (!m_model.row()) return false;
    m_model.setRow({});
    return true;
}

QByteArray DataPage::saveLayout() const {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << layoutVersion << m_all->saveState() << m_left->saveState() << m_right->saveState() << m_below->saveState()
        << m_model.isAsSeen();
    return bytes;
}

void DataPage::restoreLayout(const QByteArray& layout) {
    QDataStream in(layout);
    in.setVersion(QDataStream::Qt_6_0);
    qint32 version = 0;
    QByteArray all, left, right, below;
    bool asSeen = false;
    in >> version >> all >> left >> right >> below >> asSeen;
    if (in.status() != QDataStream::Ok || version != layoutVersion) return;
    m_all->restoreState(all);
    m_left->restoreState(left);
    m_right->restoreState(right);
    m_below->restoreState(below);
    m_model.setAsSeen(asSeen);
}

void DataPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_model.setActive(true);
}

void DataPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_model.setActive(false);
}

}  // namespace glassbox
