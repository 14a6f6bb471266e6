// The widgets of the CSV dialog and what they show.
#include "ui/lab/check_list.h"
#include "ui/lab/csv_dialog.h"
#include "ui/lab/table_reader.h"
#include "ui/shell/slider_field.h"
#include "ui/shell/tips.h"
#include "ui/shell/value_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

namespace glassbox {

namespace {

QLabel* label(const QString& text, const char* tone) {
    auto* result = new QLabel(text);
    result->setProperty("tone", tone);
    result->setWordWrap(true);
    result->setTextFormat(Qt::PlainText);
    return result;
}

void addRow(QFormLayout* form, const QString& title, QWidget* field) {
    QLabel* words = label(title, "mute");
    words->setWordWrap(false);
    words->setBuddy(field);
    words->setToolTip(field->toolTip());
    form->addRow(words, field);
}

}  // namespace

void CsvDialog::makeLayout() {
    auto* columns = new QHBoxLayout;
    columns->setSpacing(m_theme.theme().gap + 4);
    columns->addWidget(makePreview(), 1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeChoices());
    scroll->viewport()->setAutoFillBackground(false);
    m_choices->setAutoFillBackground(false);
    scroll->setFixedWidth(330);
    columns->addWidget(scroll);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addLayout(columns, 1);
    layout->addWidget(makeBottom());
    // In the order in which they are read.
    QWidget* order[] = {m_separator, m_decimal, m_header, m_target, m_task, m_inputs, m_missing, m_validation->slider(),
                        m_normalise, m_stop,    m_ok};
    for (std::size_t i = 1; i < std::size(order); ++i) setTabOrder(order[i - 1], order[i]);
}

QWidget* CsvDialog::makePreview() {
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(label(QFileInfo(m_path).fileName(), "strong"));
    m_facts = label({}, "caption");
    m_facts->setObjectName(QStringLiteral("tableNotes"));
    layout->addWidget(m_facts);
    m_view = new QTableView;
    m_view->setObjectName(QStringLiteral("tablePreview"));
    m_view->setAccessibleName(tr("First rows of the table"));
    m_view->setModel(m_model);
    m_view->setShowGrid(false);
    m_view->setStyleSheet(QStringLiteral("QTableView::item{padding:0 8px}"));
    m_view->setAlternatingRowColors(true);
    m_view->setSelectionMode(QAbstractItemView::NoSelection);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->horizontalHeader()->setHighlightSections(false);
    layout->addWidget(m_view, 1);
    return box;
}

QComboBox* CsvDialog::makeCombo(const char* name, const QString& title, const QString& help) {
    auto* combo = new QComboBox;
    combo->setObjectName(QLatin1String(name));
    combo->setAccessibleName(title);
    combo->setToolTip(tip(title, help));
    combo->setMinimumContentsLength(8);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    ignoreWheel(combo);
    return combo;
}

QWidget* CsvDialog::makeChoices() {
    m_choices = new QWidget;
    auto* form = new QFormLayout(m_choices);
    form->setContentsMargins(0, 0, 10, 0);
    form->setHorizontalSpacing(10);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addFileChoices(form);
    addTargetChoices(form);
    addInputChoices(form);
    addSplitChoices(form);
    return m_choices;
}

void CsvDialog::addFileChoices(QFormLayout* form) {
    m_separator = makeCombo("separator", tr("Separator"), tr("What stands between two values of a line."));
    for (const auto& [text, value] : {std::pair{tr("Automatic"), "auto"},
                                      {tr("Comma"), ","},
                                      {tr("Semicolon"), ";"},
                                      {tr("Tab"), "\t"},
                                      {tr("Vertical bar"), "|"},
                                      {tr("Space"), " "}})
        m_separator->addItem(text, QString::fromLatin1(value));
    m_decimal =
        makeCombo("decimal", tr("Decimal mark"), tr("What stands before the decimals of a number: 1.5 or 1,5."));
    for (const auto& [text, value] : {std::pair{tr("Automatic"), "auto"}, {tr("Point"), "."}, {tr("Comma"), ","}})
        m_decimal->addItem(text, QString::fromLatin1(value));
    m_header = new QCheckBox(tr("First line holds the names"));
    m_header->setObjectName(QStringLiteral("header"));
    m_header->setToolTip(
        tip(tr("Names"), tr("Off if the first line is a sample already; the columns then get numbers.")));
    m_header->setTristate(true);
    m_header->setCheckState(Qt::PartiallyChecked);
    form->addRow(label(tr("File"), "strong"));
    addRow(form, tr("Separator"), m_separator);
    addRow(form, tr("Decimal mark"), m_decimal);
    form->addRow(m_header);
    for (QComboBox* combo : {m_separator, m_decimal})
        connect(combo, &QComboBox::activated, this, &CsvDialog::readAgain);
    connect(m_header, &QCheckBox::clicked, this, &CsvDialog::readAgain);
}

void CsvDialog::addTargetChoices(QFormLayout* form) {
    m_target = makeCombo("target", tr("Target"), tr("The column that the network learns to predict from the others."));
    m_task = makeCombo("task", tr("Task"), tr("Classification tells classes apart, regression predicts a number."));
    m_task->addItem(tr("Classification"), QStringLiteral("classification"));
    m_task->addItem(tr("Regression"), QStringLiteral("regression"));
    form->addRow(label(tr("What to learn"), "strong"));
    addRow(form, tr("Target"), m_target);
    addRow(form, tr("Task"), m_task);
    connect(m_target, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (m_filling || !m_table || index < 0) return;
        const Task task = guessTask(m_table->columns[static_cast<std::size_t>(index)]);
        m_task->setCurrentIndex(task == Task::Classification ? 0 : 1);
        choiceChanged();
    });
    connect(m_task, &QComboBox::currentIndexChanged, this, &CsvDialog::choiceChanged);
}

void CsvDialog::addInputChoices(QFormLayout* form) {
    m_inputs = new CheckList(m_theme);
    m_inputs->setObjectName(QStringLiteral("inputColumns"));
    m_inputs->setAccessibleName(tr("Inputs"));
    m_inputs->setToolTip(
        tip(tr("Inputs"), tr("The columns that the network sees. A column of texts becomes one input for each "
                             "of its categories (one-hot): 1 for the sample's own, 0 for the others.")));
    m_inputs->setMinimumHeight(150);
    m_missing =
        makeCombo("missing", tr("Missing values"),
                  tr("Rows with gaps are left out, or the gaps filled with the column's mean over the training part "
                     "(for texts: the most frequent one). Rows without a target are always left out."));
    m_missing->addItem(tr("Leave the rows out"), QStringLiteral("drop"));
    m_missing->addItem(tr("Fill with the mean"), QStringLiteral("mean"));
    m_gaps = label({}, "caption");
    m_gaps->setObjectName(QStringLiteral("gaps"));
    form->addRow(label(tr("Inputs"), "strong"));
    form->addRow(m_inputs);
    addRow(form, tr("Missing values"), m_missing);
    form->addRow(m_gaps);
    connect(m_inputs, &QListWidget::itemChanged, this, &CsvDialog::choiceChanged);
    connect(m_missing, &QComboBox::currentIndexChanged, this, &CsvDialog::choiceChanged);
}

void CsvDialog::addSplitChoices(QFormLayout* form) {
    m_validation = new SliderField(tr("Validation share"), 0, 0.9, 0.01);
    m_validation->setPercent();
    m_validation->setValue(0.3);
    m_validation->slider()->setObjectName(QStringLiteral("tableValidationSlider"));
    m_validation->setToolTip(
        tip(tr("Validation share"), tr("Share of the rows kept out of training, to see whether the network "
                                       "does well on samples it never learned from.")));
    ignoreWheel(m_validation->slider());
    m_normalise = new QCheckBox(tr("Normalise"));
    m_normalise->setObjectName(QStringLiteral("tableNormalise"));
    m_normalise->setChecked(true);
    m_normalise->setToolTip(tip(tr("Normalise"),
                                tr("Brings all inputs to the same scale, so that none outweighs the others by its "
                                   "unit alone. The target is never scaled."),
                                tr("x ← (x − mean) / standard deviation, over the training part")));
    form->addRow(m_validation);
    form->addRow(m_normalise);
}

QWidget* CsvDialog::makeBottom() {
    auto* box = new QWidget;
    m_result = label({}, "mute");
    m_result->setObjectName(QStringLiteral("tableResult"));
    m_problem = label({}, "warn");
    m_problem->setObjectName(QStringLiteral("tableProblem"));
    m_progressBox = new QWidget;
    m_progress = new QProgressBar;
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Reading the file"));
    m_stop = new QPushButton(tr("Stop"));
    m_stop->setObjectName(QStringLiteral("stopReading"));
    m_stop->setProperty("kind", "small");
    m_stop->setAutoDefault(false);
    m_stop->setToolTip(tr("Stop reading the file, or read it again"));
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_reader->isReading())
            m_reader->cancel();
        else
            readAgain();
    });
    auto* progress = new QHBoxLayout(m_progressBox);
    progress->setContentsMargins(0, 0, 0, 0);
    progress->addWidget(m_progress, 1);
    progress->addWidget(m_stop);
    m_progressBox->hide();
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("cancelTable"));
    cancel->setAutoDefault(false);
    m_ok = new QPushButton(tr("Learn from it"));
    m_ok->setObjectName(QStringLiteral("useTable"));
    m_ok->setDefault(true);
    m_ok->setEnabled(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ok, &QPushButton::clicked, this, &QDialog::accept);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_result);
    words->addWidget(m_problem);
    words->addWidget(m_progressBox);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addLayout(words, 1);
    row->addWidget(cancel, 0, Qt::AlignBottom);
    row->addWidget(m_ok, 0, Qt::AlignBottom);
    return box;
}

void CsvDialog::showOutcome() {
    const QLocale locale;
    QStringList notes{
        tr("%1 rows, %2 columns").arg(locale.toString(qlonglong{m_table->rowCount})).arg(m_table->columns.size())};
    if (m_table->rowCount > TablePreviewModel::rowsShown)
        notes.front() += tr(", of which the first %1 are shown").arg(TablePreviewModel::rowsShown);
    notes.front() += QLatin1Char('.');
    for (const std::string& note : m_table->notes) notes << QString::fromStdString(note);
    m_facts->setText(notes.join(QLatin1Char(' ')));

    QString gaps = m_outcome.gaps.isEmpty() ? tr("No values are missing in these columns.")
                                            : m_outcome.gaps.join(QStringLiteral(", "));
    if (const Index out = m_outcome.targetless + m_outcome.incomplete; out > 0)
        gaps += tr(" — %1 of %2 rows left out")
                    .arg(locale.toString(qlonglong{out}), locale.toString(qlonglong{m_table->rowCount}));
    m_gaps->setText(gaps);

    constexpr qsizetype shown = 12;
    QString inputs = m_outcome.inputs.mid(0, shown).join(QStringLiteral(", "));
    if (m_outcome.inputs.size() > shown) inputs += tr(" and %1 more").arg(m_outcome.inputs.size() - shown);
    const QString what = m_task->currentIndex() == 0 ? tr("%1 classes").arg(m_outcome.classes) : tr("a number");
    m_result->setText(
        m_outcome.inputs.isEmpty()
            ? QString()
            : tr("%1: %2 → %3 (%4)")
                  .arg(m_outcome.inputs.size() == 1 ? tr("1 input") : tr("%1 inputs").arg(m_outcome.inputs.size()),
                       inputs, m_target->currentText(), what));
    m_result->setToolTip(m_outcome.inputs.size() > shown ? m_outcome.inputs.mid(0, 200).join(QStringLiteral(", "))
                                                         : QString());
    showProblem(m_outcome.problem);
}

void CsvDialog::showProblem(const QString& sentence) {
    const bool reading = m_reader->isReading();
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    m_ok->setEnabled(sentence.isEmpty() && m_table && !reading);
    m_ok->setToolTip(sentence.isEmpty() ? tr("Makes this table the data of the experiment; hidden layers stay")
                                        : sentence);
    if (!m_table) {
        m_result->clear();
        m_gaps->clear();
        m_facts->clear();
    }
}

}  // namespace glassbox
