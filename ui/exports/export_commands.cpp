#include "ui/exports/export_commands.h"

#include "engine/formats/files.h"
#include "ui/exports/export_pictures_dialog.h"
#include "ui/exports/report.h"
#include "ui/models/experiment_document.h"
#include "ui/shell/actions.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/preferences.h"

#include <QAction>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QWidget>

#include <new>
#include <utility>

namespace glassbox {

namespace {

const QString formatsKey = QStringLiteral("formats");

/// What went wrong in a sentence; empty if nothing did.
QString attempted(const std::function<void()>& work) {
    try {
        work();
        return {};
    } catch (const std::bad_alloc&) {
        return ExportCommands::tr("There is not enough memory for this report.");
    } catch (const std::exception& error) {
        return QString::fromUtf8(error.what());
    }
}

}  // namespace

ExportCommands::ExportCommands(QWidget* window, const Actions& actions, ExperimentDocument& document,
                               FileCommands& files, ThemeSource& theme)
    : QObject(window), m_window(window), m_document(document), m_files(files), m_theme(theme) {
    connect(actions.exportPictures, &QAction::triggered, this, &ExportCommands::exportPictures);
    connect(actions.exportReport, &QAction::triggered, this, &ExportCommands::exportReport);
    connect(&document.session(), &TrainingSession::parametersReady, this,
            [this](const std::vector<NamedTensor>& weights) {
                if (!m_reportPath.isEmpty()) writeReport(std::exchange(m_reportPath, {}), weights);
            });
}

void ExportCommands::exportPictures() {
    Preferences& preferences = m_files.preferences();
    const QVariantMap remembered = preferences.pictureSettings();
    const QString folder =
        QDir(preferences.folder()).filePath(tr("%1 pictures").arg(m_document.title()).replace(u'/', u'-'));
    auto* dialog =
        new ExportPicturesDialog(collectPictures(m_places),
                                 {folder, remembered.value(formatsKey, QStringList{"png", "svg", "csv"}).toStringList(),
                                  pictureSettings(remembered)},
                                 m_theme, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportPicturesDialog::exported, this, [this, dialog](const PictureExporter::Result& result) {
        QVariantMap map = m_files.preferences().pictureSettings();
        map.insert(formatsKey, dialog->formats());
        m_files.preferences().setPictureSettings(map);
        if (result.written > 0 || result.failures.isEmpty())
            Q_EMIT m_files.noted(exportWords(result, dialog->folder()));
        if (result.failures.size() == 1) Q_EMIT m_files.problem(result.failures.constFirst());
        if (result.failures.size() > 1)
            Q_EMIT m_files.problem(
                tr("%1 files could not be written. %2").arg(result.failures.size()).arg(result.failures.constFirst()));
    });
    dialog->open();
}

void ExportCommands::exportReport() {
    if (!m_document.session().dataset()) {
        Q_EMIT m_files.problem(tr("The network is not built yet; export the report when the data are read."));
        return;
    }
    m_reportPath = m_files.askExport(tr("Export the report"), tr("report"), {QStringLiteral("pdf")});
    if (!m_reportPath.isEmpty()) m_document.session().requestParameters();
}

// Measured by another thread, painted by this one.
void ExportCommands::writeReport(const QString& path, const std::vector<NamedTensor>& weights) {
    auto report = std::make_shared<Report>();
    report->title = m_document.title();
    report->program =
        QStringLiteral("%1 %2").arg(QCoreApplication::applicationName(), QCoreApplication::applicationVersion());
    report->date = QDate::currentDate();
    report->history = m_document.session().history();
    report->trained = m_document.session().latest() && m_document.session().latest()->step > 0;
    const QString file = m_document.path().isEmpty() ? m_document.title() + QStringLiteral(".json")
                                                     : QFileInfo(m_document.path()).fileName();
    report->command = repeatingCommand(file, m_document.experiment(), report->history);
    m_examining.start([this, path, report, weights, experiment = m_document.experiment(),
                       data = m_document.session().dataset(),
                       folder = m_document.folder().toStdString()](const JobThread::Task& task) {
        const QString problem = attempted([&] {
            report->model = std::make_shared<const Model>(makeModel(experiment, data, weights, folder));
            examine(*report);
        });
        task.tell([this, path, report, problem] {
            m_examining.setFinished();
            const QString now = problem.isEmpty() ? attempted([&] { writeFile(path, reportPdf(*report)); }) : problem;
            if (now.isEmpty())
                Q_EMIT m_files.noted(tr("The report was written to %1.").arg(QFileInfo(path).fileName()));
            else
                Q_EMIT m_files.problem(now);
        });
    });
}

}  // namespace glassbox
