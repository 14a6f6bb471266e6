#include "ui/lab/csv_dialog.h"

#include "engine/experiment/fit_output.h"
#include "ui/lab/check_list.h"
#include "ui/lab/table_reader.h"
#include "ui/shell/slider_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableView>
#include <QTimer>

#include <algorithm>

namespace glassbox {

namespace {

std::string textOf(const Spec& data, const char* option) {
    const DataInfo* info = findData(data.kind);
    if (!info || !info->option(option)) return {};
    const OptionValue value = optionOrDefault(*info, data.options, option);
    const auto* text = std::get_if<std::string>(&value);
    return text ? *text : std::string();
}

void choose(QComboBox* combo, const std::string& value) {
    const int index = combo->findData(QString::fromStdString(value));
    if (index >= 0) combo->setCurrentIndex(index);
}

std::string chosen(const QComboBox* combo) {
    return combo->currentData().toString().toStdString();
}

}  // namespace

CsvDialog::CsvDialog(const QString& path, ThemeSource& theme, QWidget* parent, TableBytes bytes)
    : QDialog(parent),
      m_path(QFileInfo(path).absoluteFilePath()),
      m_bytes(std::move(bytes)),
      m_theme(theme),
      m_reader(new TableReader(this)),
      m_model(new TablePreviewModel(this)) {
    setObjectName(QStringLiteral("csvDialog"));
    setWindowTitle(tr("Open %1").arg(QFileInfo(path).fileName()));
    m_model->setQuietColor(theme.theme().mute);
    connect(&theme, &ThemeSource::changed, this, [this] { m_model->setQuietColor(m_theme.theme().mute); });
    makeLayout();
    connectReader();
    resize(1000, 660);
    m_reader->read(m_path, {}, m_bytes);
    showProgress(true);
}

CsvDialog::~CsvDialog() = default;

void CsvDialog::connectReader() {
    m_patience = new QTimer(this);
    m_patience->setSingleShot(true);
    m_patience->setInterval(500);
    connect(m_patience, &QTimer::timeout, this, [this] { m_progressBox->setVisible(m_reader->isReading()); });
    connect(m_reader, &TableReader::previewRead, this, [this](const TablePtr& table) {
        m_model->setTable(table);
        m_view->setVisible(true);
    });
    connect(m_reader, &TableReader::progressed, this,
            [this](double share) { m_progress->setValue(qRound(share * 1000)); });
    connect(m_reader, &TableReader::finished, this, &CsvDialog::takeTable);
    connect(m_reader, &TableReader::failed, this, [this](const QString& sentence) {
        m_model->setTable(nullptr);
        showProgress(false);
        showProblem(sentence);
        Q_EMIT tableRead(false);
    });
    connect(m_reader, &TableReader::cancelled, this, [this] {
        showProgress(false);
        m_progressBox->show();
        m_stop->setText(tr("Read again"));
        showProblem(tr("The file was not read to its end; read it again to go on."));
        Q_EMIT tableRead(false);
    });
}

void CsvDialog::readAgain() {
    if (m_filling) return;
    TableFormat format;
    format.separator = chosen(m_separator);
    format.decimal = chosen(m_decimal);
    if (m_header->checkState() != Qt::PartiallyChecked) format.header = m_header->isChecked();
    m_table.reset();
    m_reader->read(m_path, format, m_bytes);
    showProgress(true);
}

void CsvDialog::showProgress(bool reading) {
    if (reading && focusWidget() && m_choices->isAncestorOf(focusWidget())) m_lastFocus = focusWidget();
    m_choices->setEnabled(!reading && m_table);
    if (!reading && m_table) (m_lastFocus ? m_lastFocus : static_cast<QWidget*>(m_target))->setFocus();
    m_stop->setText(tr("Stop"));
    m_progress->setValue(0);
    if (!reading) {
        m_patience->stop();
        m_progressBox->hide();
        return;
    }
    m_patience->start();
    showProblem(tr("Reading the file …"));
}

void CsvDialog::takeTable(const TablePtr& table) {
    std::vector<std::string> before;
    if (m_table)
        for (const Column& column : m_table->columns) before.push_back(column.name);
    m_table = table;
    m_model->setTable(table);
    showProgress(false);
    m_filling = true;
    m_header->setTristate(false);
    m_header->setChecked(table->format.header.value_or(true));
    fillColumns();
    if (m_current) restoreCurrent();
    m_filling = false;
    choiceChanged();
    fitPreview();
    Q_EMIT tableRead(true);
}

void CsvDialog::fitPreview() {
    m_view->resizeColumnsToContents();
    QFont font = m_view->font();
    font.setWeight(QFont::Medium);
    const QFontMetrics metrics(font);
    for (int i = 0; i < m_model->columnCount(); ++i) {
        int head = 0;
        for (const QString& line : m_model->headerData(i, Qt::Horizontal).toString().split(QLatin1Char('\n')))
            head = std::max(head, metrics.horizontalAdvance(line) + 26);
        m_view->setColumnWidth(i, std::clamp(std::max(m_view->columnWidth(i), head), 72, 240));
    }
}

void CsvDialog::fillColumns() {
    const TableChoice guess = guessChoice(*m_table);
    m_target->clear();
    m_inputs->clear();
    for (std::size_t i = 0; i < m_table->columns.size(); ++i) {
        const Column& column = m_table->columns[i];
        const QString name = QString::fromStdString(column.name);
        m_target->addItem(name, name);
        QString text = QStringLiteral("%1 · %2").arg(name, TablePreviewModel::typeText(column));
        if (namesRows(column)) text += tr(" · names the rows");
        if (saysPart(column)) text += tr(" · decides the split");
        if (column.missingCount > 0)
            text += tr(" · %1 missing").arg(QLocale().toString(qlonglong{column.missingCount}));
        m_inputs->add(text, guess.used[i])->setData(Qt::UserRole, name);
    }
    m_target->setCurrentIndex(static_cast<int>(guess.target));
    m_task->setCurrentIndex(guess.task == Task::Classification ? 0 : 1);
}

void CsvDialog::setCurrent(const Experiment& experiment) {
    m_current = experiment;
    m_filling = true;
    choose(m_separator, textOf(experiment.data, "separator"));
    choose(m_decimal, textOf(experiment.data, "decimal"));
    choose(m_missing, textOf(experiment.data, "missing"));
    if (const DataInfo* info = findData(experiment.data.kind)) {
        m_validation->setValue(std::get<double>(optionOrDefault(*info, experiment.data.options, "validation")));
        m_normalise->setChecked(std::get<bool>(optionOrDefault(*info, experiment.data.options, "normalise")));
        m_header->setTristate(false);
        m_header->setChecked(std::get<bool>(optionOrDefault(*info, experiment.data.options, "header")));
    }
    m_filling = false;
    readAgain();
}

/// Target, task and columns of the experiment, as far as this table has them.
void CsvDialog::restoreCurrent() {
    const Spec& spec = m_current->data;
    choose(m_target, textOf(spec, "target"));
    const std::string task = textOf(spec, "task");
    if (task == "auto" && m_target->currentIndex() >= 0) {
        const Column& target = m_table->columns[static_cast<std::size_t>(m_target->currentIndex())];
        m_task->setCurrentIndex(guessTask(target) == Task::Classification ? 0 : 1);
    } else {
        choose(m_task, task);
    }
    for (int i = 0; i < m_inputs->count(); ++i) {
        const std::string name = m_inputs->item(i)->data(Qt::UserRole).toString().toStdString();
        const bool used = !m_current->features ||
                          std::any_of(m_current->features->begin(), m_current->features->end(),
                                      [&](const std::string& f) { return f == name || f.starts_with(name + " = "); });
        m_inputs->item(i)->setCheckState(used ? Qt::Checked : Qt::Unchecked);
    }
    m_current.reset();  // from now on the user decides
}

TableChoice CsvDialog::choice() const {
    TableChoice choice;
    choice.target = m_target->currentIndex();
    choice.task = m_task->currentIndex() == 0 ? Task::Classification : Task::Regression;
    choice.dropMissing = chosen(m_missing) == "drop";
    for (int i = 0; i < m_inputs->count(); ++i) choice.used.push_back(m_inputs->item(i)->checkState() == Qt::Checked);
    return choice;
}

void CsvDialog::choiceChanged() {
    if (m_filling || !m_table) return;
    const QSignalBlocker blocker(m_inputs);
    for (int i = 0; i < m_inputs->count(); ++i) {
        // The target is no input.
        QListWidgetItem* item = m_inputs->item(i);
        item->setHidden(i == m_target->currentIndex());
    }
    const TableChoice now = choice();
    m_outcome = outcomeOf(*m_table, now);
    m_model->setRoles(now.target, now.used);
    showOutcome();
}

Experiment CsvDialog::applied(const Experiment& experiment) const {
    Experiment next = experiment;
    Options options;
    options.set("path", m_path.toStdString());
    options.set("target", chosen(m_target));
    options.set("task", std::string(m_task->currentIndex() == 0 ? "classification" : "regression"));
    options.set("separator", chosen(m_separator));
    options.set("decimal", chosen(m_decimal));
    options.set("header", m_header->isChecked());
    options.set("missing", chosen(m_missing));
    options.set("validation", m_validation->value());
    options.set("normalise", m_normalise->isChecked());
    const TableChoice now = choice();
    for (std::size_t i = 0; i < now.used.size(); ++i) {
        // As an input it would be a column like any other.
        if (!now.used[i] && static_cast<Index>(i) != now.target && saysPart(m_table->columns[i]))
            options.set("part", m_table->columns[i].name);
    }
    next.data = Spec{"csv", options};
    std::vector<std::string> features;
    bool all = true;
    for (std::size_t i = 0; i < now.used.size(); ++i) {
        if (static_cast<Index>(i) == now.target) continue;
        all = all && now.used[i];
        if (now.used[i]) features.push_back(m_table->columns[i].name);
    }
    // Left out, the features are all columns; but only where the reader would take columns of text alone too.
    const bool numbers = std::any_of(m_table->columns.begin(), m_table->columns.end(),
                                     [](const Column& column) { return column.type == ColumnType::Number; });
    next.features = all && numbers ? std::nullopt : std::optional(features);
    fitOutput(next, now.task, m_outcome.classes);
    return next;
}

bool CsvDialog::importInto(ExperimentDocument& document, ThemeSource& theme, const QString& path, QWidget* parent) {
    CsvDialog dialog(path, theme, parent, document.tableAt(path));
    const Experiment& now = document.experiment();
    const QString current = QString::fromStdString(textOf(now.data, "path"));
    const bool same =
        !current.isEmpty() && QDir(document.folder()).absoluteFilePath(current) == QFileInfo(path).absoluteFilePath();
    if (same) dialog.setCurrent(now);
    if (dialog.exec() != QDialog::Accepted) return false;
    const QString name = QFileInfo(path).fileName();
    return document.edit((same ? tr("Settings of %1") : tr("Open %1")).arg(name),
                         dialog.applied(document.experiment()));
}

}  // namespace glassbox
