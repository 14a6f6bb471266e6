#include "ui/optimizers/network_plane_form.h"

#include "ui/optimizers/network_race_words.h"
#include "ui/optimizers/network_weight_picker.h"
#include "ui/shell/value_edit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace glassbox {

namespace {

using Kind = LandscapeChoice::Kind;

QComboBox* makeCombo(const char* objectName, const QString& name, QWidget* parent) {
    auto* combo = new QComboBox(parent);
    combo->setObjectName(QLatin1String(objectName));
    combo->setAccessibleName(name);
    combo->setMinimumContentsLength(8);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    ignoreWheel(combo);
    return combo;
}

QVBoxLayout* makeRows(QWidget* widget) {
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    return layout;
}

}  // namespace

NetworkPlaneForm::NetworkPlaneForm(NetworkRaceModel& model, QWidget* parent) : QWidget(parent), m_model(model) {
    setObjectName(QStringLiteral("networkPlaneForm"));
    m_kind = makeCombo("planeKind", tr("Plane of the landscape"), this);
    for (const Kind kind : {Kind::Components, Kind::RandomDirections, Kind::Weights, Kind::Ends}) {
        m_kind->addItem(NetworkRaceWords::name(kind), static_cast<int>(kind));
        m_kind->setItemData(m_kind->count() - 1, NetworkRaceWords::help(kind), Qt::ToolTipRole);
    }
    m_help = new QLabel(this);
    m_help->setProperty("tone", "caption");
    m_help->setWordWrap(true);
    m_of = makeCombo("planeOf", tr("Whose path the components are of"), this);
    m_of->setToolTip(tr("The components of one racer's path show that path best; others may leave the picture."));
    m_through = makeCombo("planeThrough", tr("What the plane passes through"), this);
    m_through->setToolTip(
        tr("The plane passes through these weights exactly: there the contours show the cost as it is."));
    m_seed = new QSpinBox(this);
    m_seed->setObjectName(QStringLiteral("planeSeed"));
    m_seed->setAccessibleName(tr("Seed of the directions"));
    m_seed->setToolTip(tr("Other numbers draw other directions; the same number draws the same again."));
    m_seed->setRange(1, 999999);
    m_seed->setKeyboardTracking(false);
    ignoreWheel(m_seed);
    m_first = new NetworkWeightPicker(tr("Weight along x"), this);
    m_first->setObjectName(QStringLiteral("firstWeight"));
    m_second = new NetworkWeightPicker(tr("Weight along y"), this);
    m_second->setObjectName(QStringLiteral("secondWeight"));
    m_firstEnd = makeCombo("firstEnd", tr("First end"), this);
    m_secondEnd = makeCombo("secondEnd", tr("Second end"), this);
    m_ofRow = labelled(tr("Of"), m_of);
    m_throughRow = labelled(tr("Through"), m_through);
    m_seedRow = labelled(tr("Seed"), m_seed);
    m_weightRows = new QWidget(this);
    auto* weights = makeRows(m_weightRows);
    weights->addWidget(labelled(tr("x"), m_first));
    weights->addWidget(labelled(tr("y"), m_second));
    m_endRows = new QWidget(this);
    auto* ends = makeRows(m_endRows);
    ends->addWidget(labelled(tr("End of"), m_firstEnd));
    ends->addWidget(labelled(tr("and of"), m_secondEnd));
    QVBoxLayout* layout = makeRows(this);
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_kind, m_help, m_weightRows, m_endRows, m_seedRow, m_ofRow, m_throughRow})
        layout->addWidget(part);

    connect(m_kind, &QComboBox::activated, this, [this] {
        take([this](LandscapeChoice& c) { c.kind = static_cast<Kind>(m_kind->currentData().toInt()); });
    });
    connect(m_of, &QComboBox::activated, this,
            [this] { take([this](LandscapeChoice& c) { c.componentsOf = m_of->currentData().toInt(); }); });
    connect(m_through, &QComboBox::activated, this,
            [this] { take([this](LandscapeChoice& c) { c.through = m_through->currentData().toInt(); }); });
    connect(m_firstEnd, &QComboBox::activated, this,
            [this] { take([this](LandscapeChoice& c) { c.firstEnd = m_firstEnd->currentData().toInt(); }); });
    connect(m_secondEnd, &QComboBox::activated, this,
            [this] { take([this](LandscapeChoice& c) { c.secondEnd = m_secondEnd->currentData().toInt(); }); });
    connect(m_seed, &QSpinBox::valueChanged, this,
            [this](int seed) { take([seed](LandscapeChoice& c) { c.seed = static_cast<std::uint64_t>(seed); }); });
    connect(m_first, &NetworkWeightPicker::chosen, this,
            [this](Index index) { take([index](LandscapeChoice& c) { c.firstWeight = index; }); });
    connect(m_second, &NetworkWeightPicker::chosen, this,
            [this](Index index) { take([index](LandscapeChoice& c) { c.secondWeight = index; }); });
    connect(&model, &NetworkRaceModel::setupChanged, this, &NetworkPlaneForm::refresh);
    connect(&model, &NetworkRaceModel::choiceChanged, this, &NetworkPlaneForm::refresh);
    refresh();
}

QWidget* NetworkPlaneForm::labelled(const QString& text, QWidget* field) {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* label = new QLabel(text, row);
    label->setObjectName(QStringLiteral("fieldLabel"));
    label->setBuddy(field);
    layout->addWidget(label);
    layout->addWidget(field, 1);
    return row;
}

void NetworkPlaneForm::take(const std::function<void(LandscapeChoice&)>& change) {
    LandscapeChoice choice = m_model.choice();
    change(choice);
    m_model.setChoice(choice);
}

void NetworkPlaneForm::fillEnds(QComboBox* combo, int current) {
    const QSignalBlocker quiet(combo);
    combo->clear();
    if (combo == m_of) combo->addItem(tr("all racers"), LandscapeChoice::all);
    if (combo == m_through) {
        combo->addItem(tr("the end of lowest cost"), LandscapeChoice::lowest);
        combo->addItem(tr("the start"), LandscapeChoice::start);
    }
    const auto& racers = m_model.setup().racers;
    for (int i = 0; i < static_cast<int>(racers.size()); ++i) {
        const QString name = QString::fromStdString(racers[static_cast<std::size_t>(i)].name);
        combo->addItem(combo == m_through ? tr("the end of %1").arg(name) : name, i);
    }
    combo->setCurrentIndex(std::max(0, combo->findData(current)));
}

void NetworkPlaneForm::refresh() {
    const LandscapeChoice& choice = m_model.choice();
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(choice.kind)));
    const QString help = NetworkRaceWords::help(choice.kind);
    m_kind->setToolTip(help);
    m_help->setText(help);
    fillEnds(m_of, choice.componentsOf);
    fillEnds(m_through, choice.through);
    fillEnds(m_firstEnd, choice.firstEnd);
    fillEnds(m_secondEnd, choice.secondEnd);
    {
        const QSignalBlocker quiet(m_seed);
        m_seed->setValue(static_cast<int>(choice.seed));
    }
    const auto places = m_model.places();
    const auto features = m_model.features();
    m_first->showChoice(places, features, choice.firstWeight);
    m_second->showChoice(places, features, choice.secondWeight);
    m_weightRows->setVisible(choice.kind == Kind::Weights);
    m_endRows->setVisible(choice.kind == Kind::Ends);
    m_seedRow->setVisible(choice.kind == Kind::RandomDirections);
    m_ofRow->setVisible(choice.kind == Kind::Components);
    m_throughRow->setVisible(choice.kind != Kind::Ends);
}

}  // namespace glassbox
