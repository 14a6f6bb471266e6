#include "ui/lab/data_panel.h"

#include "engine/data/drawn_data.h"
#include "ui/lab/csv_dialog.h"
#include "ui/lab/data_options.h"
#include "ui/lab/data_tiles.h"
#include "ui/lab/experiment_edits.h"
#include "ui/lab/feature_picker.h"
#include "ui/models/point_edits.h"
#include "ui/shell/part_menu.h"
#include "ui/shell/tips.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace glassbox {

namespace {

QString textOf(const Spec& data, const char* option) {
    const OptionValue* value = data.options.find(option);
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? QString::fromStdString(*text) : QString();
}

QLabel* wrapped(const char* tone, const char* name) {
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setProperty("tone", tone);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

}  // namespace

DataPanel::DataPanel(ExperimentDocument& document, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_theme(theme) {
    setObjectName(QStringLiteral("dataPanel"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_tiles = new DataTiles(theme);
    m_options = new DataOptions(theme);
    m_features = new FeaturePicker(theme);
    m_notes = wrapped("caption", "dataNotes");
    layout->addWidget(makeHead());
    layout->addWidget(m_tiles);
    layout->addWidget(makeTableBox());
    layout->addWidget(makeDrawnBox());
    layout->addWidget(makeLook());
    layout->addWidget(m_options);
    layout->addWidget(m_features);
    layout->addWidget(m_notes);
    // The outlines of tiles reach beyond the edge that pictures and labels share.
    for (QWidget* part : findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
        if (part != m_tiles) part->setContentsMargins(DataTiles::margin, 0, DataTiles::margin, 0);
    setPart(m_tiles, QStringLiteral("data.kind"));
    setPart(m_table, QStringLiteral("data.kind"));
    setPart(m_features, QStringLiteral("data.features"));
    connectParts();
    refresh();
}

QWidget* DataPanel::makeHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    auto* title = new QLabel(tr("Data"));
    title->setObjectName(QStringLiteral("cardTitle"));
    m_count = new QLabel;
    m_count->setObjectName(QStringLiteral("cardNote"));
    row->addWidget(title);
    row->addStretch(1);
    row->addWidget(m_count);
    return head;
}

QWidget* DataPanel::makeLook() {
    auto* look = new QPushButton(tr("Look at the data"));
    look->setObjectName(QStringLiteral("lookAtData"));
    look->setProperty("kind", "small");
    look->setToolTip(
        tip(tr("Look at the data"),
            tr("Every sample, column and class, what is missing and what stands out: the first thing to do "
               "with data. Opens the workspace Data.")));
    connect(look, &QPushButton::clicked, this, &DataPanel::lookWanted);
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(look);
    row->addStretch(1);
    return box;
}

QWidget* DataPanel::makeTableBox() {
    m_table = new QWidget;
    m_table->setObjectName(QStringLiteral("tableBox"));
    m_file = wrapped("strong", "tableFile");
    m_facts = wrapped("caption", "tableFacts");
    auto* change = new QPushButton(tr("Change…"));
    change->setObjectName(QStringLiteral("changeTable"));
    change->setProperty("kind", "small");
    change->setToolTip(
        tip(tr("Change the table's settings"),
            tr("Choose another target or other columns, or how the file is read. To open another file, use "
               "the tile “CSV…”.")));
    connect(change, &QPushButton::clicked, this, &DataPanel::changeTable);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_file);
    words->addWidget(m_facts);
    auto* row = new QHBoxLayout(m_table);
    row->setContentsMargins(0, 0, 0, 0);
    row->addLayout(words, 1);
    row->addWidget(change, 0, Qt::AlignTop);
    return m_table;
}

QWidget* DataPanel::makeDrawnBox() {
    m_drawn = new QWidget;
    m_drawn->setObjectName(QStringLiteral("drawnBox"));
    auto* words = wrapped("caption", "drawnWords");
    words->setText(tr("Points of your own: edit them in the output picture."));
    m_clear = new QPushButton(tr("Clear points"));
    m_clear->setObjectName(QStringLiteral("clearPoints"));
    m_clear->setProperty("kind", "small");
    m_clear->setToolTip(tip(tr("Clear points"),
                            tr("Takes all points away but one of each class (of values: one), as a network can't learn "
                               "from nothing. Undo brings them back.")));
    connect(m_clear, &QPushButton::clicked, this, &DataPanel::clearPoints);
    auto* row = new QHBoxLayout(m_drawn);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(words, 1);
    row->addWidget(m_clear, 0, Qt::AlignTop);
    m_tileTimer.setSingleShot(true);
    m_tileTimer.setInterval(250);
    connect(&m_tileTimer, &QTimer::timeout, this, [this] { m_tiles->setOwnPoints(m_document.experiment().data); });
    return m_drawn;
}

void DataPanel::connectParts() {
    connect(m_tiles, &DataTiles::kindChosen, this, &DataPanel::chooseKind);
    connect(m_options, &DataOptions::edited, this,
            [this](const QString& option, const OptionValue& value, const QString& gesture) {
                const DataInfo* kind = findData(m_document.experiment().data.kind);
                const OptionInfo* info = kind ? kind->option(option.toStdString()) : nullptr;
                if (!info) return;
                if (const auto* count = std::get_if<std::int64_t>(&value);
                    count && option == QLatin1String("classes")) {
                    const QString why = whyNotFewerClasses(m_document.experiment(), static_cast<Index>(*count));
                    if (!why.isEmpty()) {
                        Q_EMIT m_document.refused(why);
                        return refresh();
                    }
                }
                const QString text =
                    QStringLiteral("%1 %2").arg(QString::fromStdString(info->label), valueText(*info, value));
                const Experiment next = withDataOption(m_document.experiment(), option.toStdString(), value);
                if (!m_document.edit(text, next, gesture.isEmpty() ? gesture : QStringLiteral("data.") + gesture))
                    refresh();
            });
    connect(m_features, &FeaturePicker::chosen, this,
            [this](const std::optional<std::vector<std::string>>& features, const QString& what) {
                Experiment next = m_document.experiment();
                next.features = features;
                if (!m_document.edit(what, next)) refresh();
            });
    connect(&m_document, &ExperimentDocument::experimentChanged, this, &DataPanel::refresh);
    connect(&m_document, &ExperimentDocument::presentationChanged, this, &DataPanel::showParts);
    connect(&m_document.session(), &TrainingSession::datasetChanged, this, &DataPanel::refresh);
}

bool DataPanel::isTable() const {
    const DataInfo* info = findData(m_document.experiment().data.kind);
    return info && info->inputs == 0;
}

void DataPanel::chooseKind(const QString& kind) {
    const DataInfo* info = findData(kind.toStdString());
    if (!info) return;
    if (info->inputs == 0) return chooseTable();
    if (isDrawn(info->kind)) {
        const Experiment before = m_document.experiment();
        const Experiment drawn = withDrawnPoints(before);
        if (drawn != before && m_document.edit(tr("Draw points of your own"), drawn))
            Q_EMIT m_document.noted(wordsOnFixing(before, drawn));
        return;
    }
    const Experiment next = withDataKind(m_document.experiment(), info->kind);
    m_document.edit(tr("Data: %1").arg(QString::fromStdString(info->title)), next);
}

void DataPanel::chooseTable() {
    QString folder = m_document.folder();
    if (isTable())
        folder = QFileInfo(QDir(folder).absoluteFilePath(textOf(m_document.experiment().data, "path"))).path();
    const QString path = QFileDialog::getOpenFileName(window(), tr("Open a table"), folder,
                                                      tr("Tables (*.csv *.tsv *.txt *.tab *.data);;All files (*)"));
    if (!path.isEmpty()) openTable(path);
}

void DataPanel::openTable(const QString& path) {
    CsvDialog::importInto(m_document, m_theme, path, window());
}

void DataPanel::changeTable() {
    openTable(QDir(m_document.folder()).absoluteFilePath(textOf(m_document.experiment().data, "path")));
}

void DataPanel::clearPoints() {
    m_document.edit(tr("Clear points"), withClearedPoints(m_document.experiment()));
}

void DataPanel::refreshDrawn() {
    const Spec& spec = m_document.experiment().data;
    const bool drawn = isDrawn(spec.kind);
    const bool wasDrawn = m_drawn->isVisibleTo(this);
    m_drawn->setVisible(drawn);
    if (drawn != wasDrawn) m_tiles->setOwnPoints(spec);
    if (!drawn) return;
    const PointSet points(spec);
    m_count->setText(points.count() == 1 ? tr("1 point")
                                         : tr("%1 points").arg(QLocale().toString(qlonglong{points.count()})));
    if (!m_tileTimer.isActive()) m_tileTimer.start();
}

void DataPanel::refresh() {
    const Experiment& experiment = m_document.experiment();
    const DatasetPtr dataset = m_document.session().dataset();
    m_tiles->setSeed(experiment.seed);
    m_tiles->setCurrent(experiment.data.kind);
    m_options->showData(experiment.data);
    m_features->show(experiment, dataset.get());
    refreshTable();
    refreshDrawn();
    refreshNotes();
    showParts();
}

void DataPanel::refreshTable() {
    const Experiment& experiment = m_document.experiment();
    const DatasetPtr dataset = m_document.session().dataset();
    const QLocale locale;
    if (!isTable()) {
        const DataInfo* info = findData(experiment.data.kind);
        const OptionInfo* points = info ? info->option("points") : nullptr;
        if (!points || points->type != OptionType::Integer) return m_count->clear();
        const OptionValue value = optionOrDefault(*info, experiment.data.options, "points");
        m_count->setText(tr("%1 points").arg(locale.toString(qlonglong{std::get<std::int64_t>(value)})));
        return;
    }
    const QString path = textOf(experiment.data, "path");
    m_file->setText(QFileInfo(path).fileName());
    m_file->setToolTip(QDir::toNativeSeparators(path));
    if (!dataset || dataset->generated || textOf(dataset->spec, "path") != path) {
        m_count->clear();
        m_facts->setText(tr("Not read yet"));
        return;
    }
    const Index rows = dataset->training.count() + dataset->validation.count();
    m_count->setText(tr("%1 rows").arg(locale.toString(qlonglong{rows})));
    const std::size_t inputCount = dataset->featureNames.size();
    const QString inputs = inputCount == 1 ? tr("1 input") : tr("%1 inputs").arg(inputCount);
    const QString what =
        dataset->task == Task::Regression ? tr("a number") : tr("%1 classes").arg(dataset->classCount());
    m_facts->setText(tr("%1 → %2 (%3)").arg(inputs, QString::fromStdString(dataset->targetName), what));
}

void DataPanel::showParts() {
    const Presentation& presentation = m_document.experiment().presentation;
    const bool kind = isShown(presentation, "data.kind");
    m_tiles->setVisible(kind);
    m_table->setVisible(kind && isTable());
    m_options->showParts(presentation);
    m_features->setVisible(isShown(presentation, "data.features"));
}

void DataPanel::refreshNotes() {
    const DatasetPtr dataset = m_document.session().dataset();
    QStringList notes;
    if (dataset && dataset->spec == m_document.experiment().data)
        for (const std::string& note : dataset->notes) notes << QString::fromStdString(note);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
}

}  // namespace glassbox
