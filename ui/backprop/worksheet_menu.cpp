#include "ui/backprop/worksheet_menu.h"

#include "engine/formats/files.h"
#include "ui/backprop/step_canvas.h"
#include "ui/backprop/walk_run.h"
#include "ui/backprop/worksheet.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/numbers.h"
#include "ui/shell/theme.h"

#include <QMenu>
#include <QPainter>
#include <QPrinter>
#include <QPushButton>

namespace glassbox {

namespace {

constexpr QSize pictureSize{680, 450};

/// The network as it is known before the exercises, or after them.
Drawing pictureOf(const WalkModel& model, ThemeSource& theme, bool answers) {
    const StepRecordPtr record = model.walk()->shared();
    const auto covered = model.walk()->covered(model.place(), model.grain());
    const Index sample = model.sample();
    return {QSizeF(pictureSize), WorksheetMenu::tr("Network"),
            [record, covered, sample, answers, &theme](QPainter& painter) {
                theme.onPaper([&] {
                    WalkModel known;
                    known.setRecord(record);
                    known.setSample(sample);
                    if (answers) {
                        known.setPlace({covered.second});
                    } else {
                        // At the first unit that is asked for, which is hidden; those after it are not yet known.
                        known.setGrain(Grain::Unit);
                        known.setPlace({covered.first, 0, -1});
                        known.setPredicting(true);
                    }
                    StepCanvas canvas(known, theme);
                    canvas.resize(pictureSize);
                    canvas.render(&painter, {}, {}, QWidget::DrawChildren);
                });
            }};
}

}  // namespace

WorksheetMenu::WorksheetMenu(QPushButton* button, ExperimentDocument& document, WalkModel& model, FileCommands& files,
                             ThemeSource& theme, MathFontPtr font)
    : QObject(button), m_document(document), m_model(model), m_files(files), m_theme(theme), m_font(std::move(font)) {
    auto* menu = new QMenu(button);
    menu->setObjectName(QStringLiteral("worksheetMenu"));
    const auto add = [&](const QString& text, const auto& act) {
        connect(menu->addAction(text), &QAction::triggered, this, act);
    };
    add(tr("Print with blanks …"), [this] { print(false); });
    add(tr("Print with answers …"), [this] { print(true); });
    menu->addSeparator();
    add(tr("Save with blanks as PDF …"), [this] { save(false); });
    add(tr("Save with answers as PDF …"), [this] { save(true); });
    button->setMenu(menu);
}

Worksheet WorksheetMenu::worksheet(bool answers) const {
    const Walk& walk = *m_model.walk();
    const StepRecord& record = walk.record();
    Worksheet sheet;
    QString network = QString::fromStdString(networkTitle(record.experiment, record.trace.input.rows()));
    sheet.title = QStringLiteral("%1 · %2 · %3")
                      .arg(m_document.title(), network.replace(QLatin1Char('-'), QChar(0x2013)), samplesText(record));
    const OptimizerInfo* optimizer = findOptimizer(record.experiment.training.optimizer.kind);
    sheet.facts =
        tr("%1, learning rate %2 · training step %3 · seed %4")
            .arg(QString::fromStdString(optimizer ? optimizer->title : record.experiment.training.optimizer.kind),
                 costText(record.learningRate))
            .arg(record.step)
            .arg(record.experiment.seed);
    sheet.picture = pictureOf(m_model, m_theme, answers);
    sheet.groups = exercisesOf(walk, m_model.place(), m_model.grain(), m_model.sample());
    sheet.answers = answers;
    return sheet;
}

void WorksheetMenu::save(bool answers) {
    if (!m_model.walk()) return;
    const Worksheet sheet = worksheet(answers);
    m_files.saveExport(answers ? tr("Save the answers") : tr("Save the worksheet"),
                       answers ? QStringLiteral("answers") : QStringLiteral("worksheet"), {QStringLiteral("pdf")},
                       [this, sheet](const QString& path) { writeFile(path, worksheetPdf(sheet, m_font)); });
}

void WorksheetMenu::print(bool answers) {
    if (!m_model.walk()) return;
    m_files.print([this, sheet = worksheet(answers)](QPrinter& printer) {
        printer.setDocName(sheet.title);
        paintWorksheet(printer, sheet, m_font);
    });
}

}  // namespace glassbox
