#include "ui/lab/output_axes.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace glassbox {

namespace {

QComboBox* makeBox(const QString& name, const QString& accessible, const QString& tip) {
    auto* box = new QComboBox;
    box->setObjectName(name);
    box->setAccessibleName(accessible);
    box->setToolTip(tip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(6);
    return box;
}

}  // namespace

OutputAxes::OutputAxes(QWidget* parent) : QWidget(parent) {
    setObjectName("outputAxes");
    m_first = makeBox(
        "planeFirst", tr("Horizontal axis"),
        tr("What the picture's horizontal axis is: one column of the table, or the first principal component, the "
           "direction in which the standardised inputs differ most. With columns, all other inputs stay at their "
           "means."));
    m_second = makeBox(
        "planeSecond", tr("Vertical axis"),
        tr("What the picture's vertical axis is: one column of the table. The second principal component goes with "
           "the first: choose it on the left."));
    m_between = new QLabel(QStringLiteral("×"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(8);
    layout->addWidget(m_first, 1);
    layout->addWidget(m_between);
    layout->addWidget(m_second, 1);
    connect(m_first, &QComboBox::currentIndexChanged, this, [this] { axisChanged(true); });
    connect(m_second, &QComboBox::currentIndexChanged, this, [this] { axisChanged(false); });
    setVisible(false);
}

void OutputAxes::setDataset(const Dataset* dataset) {
    const QSignalBlocker quietFirst(m_first), quietSecond(m_second);
    m_first->clear();
    m_second->clear();
    const bool choose = dataset != nullptr && !dataset->generated && dataset->inputCount() > 2;
    setVisible(choose);
    if (!choose) return;
    QStringList names;
    for (const std::string& name : dataset->inputNames) names << QString::fromStdString(name);
    const PlaneChoice standard = standardPlane(*dataset);
    m_first->addItem(tr("Components"));
    m_first->addItems(names);
    m_second->addItem(tr("component 2"));
    m_second->addItems(names);
    const bool components = standard.kind == PlaneKind::Components;
    m_first->setCurrentIndex(components ? 0 : static_cast<int>(standard.first) + 1);
    m_second->setCurrentIndex(components ? 0 : static_cast<int>(standard.second) + 1);
    m_second->setEnabled(!components);
    m_lastFirst = m_first->currentIndex();
    m_lastSecond = m_second->currentIndex();
}

// Components come as a pair, and the two axes are never the same column.
void OutputAxes::axisChanged(bool first) {
    const QSignalBlocker quietFirst(m_first), quietSecond(m_second);
    if (first && m_first->currentIndex() == 0) {
        m_second->setCurrentIndex(0);
    } else if (!first && m_second->currentIndex() == 0) {
        m_first->setCurrentIndex(0);
    } else {
        if (m_second->currentIndex() == 0) m_second->setCurrentIndex(m_first->currentIndex() == 1 ? 2 : 1);
        if (m_first->currentIndex() == m_second->currentIndex()) {
            (first ? m_second : m_first)->setCurrentIndex(first ? m_lastFirst : m_lastSecond);
        }
    }
    m_second->setEnabled(m_first->currentIndex() > 0);
    m_lastFirst = m_first->currentIndex();
    m_lastSecond = m_second->currentIndex();
    Q_EMIT planeChosen(choice());
}

std::optional<PlaneChoice> OutputAxes::choice() const {
    if (m_first->currentIndex() < 0) return {};
    if (m_first->currentIndex() == 0) return PlaneChoice{PlaneKind::Components, 0, 1};
    return PlaneChoice{PlaneKind::Columns, m_first->currentIndex() - 1, m_second->currentIndex() - 1};
}

}  // namespace glassbox
