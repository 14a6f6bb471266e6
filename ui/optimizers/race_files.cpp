#include "ui/optimizers/race_files.h"

#include "engine/formats/files.h"
#include "engine/formats/race_json.h"
#include "ui/models/race_model.h"
#include "ui/optimizers/curves_card.h"
#include "ui/optimizers/paths_card.h"
#include "ui/optimizers/race_film.h"
#include "ui/optimizers/race_surface.h"
#include "ui/optimizers/race_table.h"
#include "ui/optimizers/race_view.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/contour_plot.h"
#include "ui/plots/picture_menu.h"
#include "ui/plots/step_curves.h"
#include "ui/shell/file_commands.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMenu>
#include <QProgressDialog>

namespace glassbox {

namespace {

const QString raceFilter = QStringLiteral("(*.race.json *.json)");

QByteArray contentOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(QStringLiteral("%1: %2").arg(QFileInfo(path).fileName(), file.errorString()).toStdString());
    return file.readAll();
}

/// How a race is told under its picture, so that it can be repeated.
PictureText textOf(const RaceModel& model) {
    QStringList racers;
    for (const RacerSpec& racer : model.race().racers)
        racers << QStringLiteral("%1 (%2)").arg(QString::fromStdString(racer.name), settingsText(racer));
    const RaceSpec& race = model.race();
    return {QObject::tr("Optimizer race: %1").arg(model.surfaceTitle()),
            QObject::tr("From (%1, %2), %3 steps, seed %4: %5")
                .arg(race.start.x())
                .arg(race.start.y())
                .arg(race.steps)
                .arg(race.seed)
                .arg(racers.join(QStringLiteral("; ")))};
}

}  // namespace

std::vector<RacePreset> readRacePresets() {
    std::vector<RacePreset> presets;
    const QDir folder(QStringLiteral(":/races"));
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        presets.push_back(
            racePresetFromJson(QFileInfo(name).completeBaseName().toStdString(), contentOf(folder.filePath(name))));
    return presets;
}

RaceFiles::RaceFiles(RaceModel& model, RaceView& view, ExperimentDocument& document, FileCommands& files,
                     ThemeSource& theme, QWidget* parent)
    : QObject(parent),
      m_model(model),
      m_view(view),
      m_files(files),
      m_theme(theme),
      m_window(parent),
      m_presets(new QMenu(parent)),
      m_share(new QMenu(parent)) {
    m_presets->setObjectName(QStringLiteral("racePresets"));
    m_presets->setToolTipsVisible(true);
    m_share->setObjectName(QStringLiteral("raceShare"));
    fillPresets();
    fillShare();
    addCardMenus(document, theme);
    connect(&m_writer, &AnimationWriter::progressed, this, [this](int done) {
        if (m_progress) m_progress->setValue(done);
    });
    connect(&m_writer, &AnimationWriter::finished, this,
            [this](const QString& path, const QString& error, bool cancelled) {
                if (m_progress) m_progress->deleteLater();
                m_progress = nullptr;
                if (!error.isEmpty())
                    Q_EMIT m_files.problem(error);
                else if (!cancelled)
                    Q_EMIT m_files.noted(tr("Saved %1.").arg(QFileInfo(path).fileName()));
            });
}

void RaceFiles::fillPresets() {
    for (const RacePreset& preset : readRacePresets()) {
        QAction* action = m_presets->addAction(QString::fromStdString(preset.title));
        action->setObjectName(QStringLiteral("preset_") + QString::fromStdString(preset.name));
        action->setToolTip(QString::fromStdString(preset.note));
        connect(action, &QAction::triggered, this, [this, preset] { usePreset(preset); });
    }
}

void RaceFiles::usePreset(const RacePreset& preset) {
    const QString title = QString::fromStdString(preset.title);
    if (!m_model.edit(title, preset.race)) return;
    m_model.setSelected(-1);
    m_model.scrubber().setStep(m_model.scrubber().last());
    Q_EMIT told(title, QString::fromStdString(preset.note));
}

void RaceFiles::fillShare() {
    const auto add = [this](const char* name, const QString& text, const std::function<void()>& act) {
        QAction* action = m_share->addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, act);
    };
    add("openRace", tr("Open race …"), [this] { open(); });
    add("saveRace", tr("Save race as …"), [this] { saveRace(); });
    m_share->addSeparator();
    add("saveGif", tr("Save film as GIF …"), [this] { saveFilm(true); });
    add("savePngs", tr("Save film as numbered PNG files …"), [this] { saveFilm(false); });
    m_share->addSeparator();
    add("saveSteps", tr("Save all steps …"), [this] {
        m_files.saveExport(tr("Save all steps"), QStringLiteral("race"),
                           {QStringLiteral("csv"), QStringLiteral("json")}, [this](const QString& path) {
                               if (m_model.result()) writeTable(path, raceSteps(*m_model.result()), about());
                           });
    });
    add("saveResults", tr("Save the results …"), [this] {
        m_files.saveExport(tr("Save the results"), QStringLiteral("race-results"),
                           {QStringLiteral("csv"), QStringLiteral("json")},
                           [this](const QString& path) { writeTable(path, m_view.curves().table().table(), about()); });
    });
}

DataTableAbout RaceFiles::about() const {
    const PictureText text = textOf(m_model);
    return {text.title, text.caption, m_model.race().seed};
}

void RaceFiles::addCardMenus(ExperimentDocument& document, ThemeSource& theme) {
    new PictureMenu(&m_view.paths(), document, m_files, theme, [this] {
        PictureContent content{QStringLiteral("race"), tr("Optimizer race"), m_view.paths().picture(), {}, [this] {
                                   return m_model.result() ? raceSteps(*m_model.result()) : DataTable();
                               }};
        content.text = textOf(m_model);
        return content;
    });
    new PictureMenu(&m_view.curves(), document, m_files, theme, [this] {
        const bool curves = !m_view.curves().isTableShown();
        PictureContent content{QStringLiteral("race-curves"),
                               tr("f along the way"),
                               curves ? &m_view.curves().curves() : nullptr,
                               {},
                               [this] { return m_view.curves().table().table(); }};
        content.text = textOf(m_model);
        return content;
    });
}

void RaceFiles::open() {
    const QString path = m_files.questions.openPath(
        m_window, {tr("Open a race"), QDir::homePath(), tr("Races %1").arg(raceFilter), QStringLiteral("json")});
    if (!path.isEmpty()) openPath(path);
}

void RaceFiles::openPath(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    try {
        if (m_model.edit(tr("Open %1").arg(name), raceFromJson(contentOf(path)))) {
            m_model.scrubber().setStep(m_model.scrubber().last());
            Q_EMIT m_files.noted(tr("Opened %1.").arg(name));
        }
    } catch (const Error& error) {
        Q_EMIT m_files.problem(tr("%1 is no race that can be opened. %2").arg(name, QString::fromUtf8(error.what())));
    }
}

void RaceFiles::saveRace() {
    m_files.saveExport(tr("Save the race"), QStringLiteral("optimizers"), {QStringLiteral("race.json")},
                       [this](const QString& path) { writeFile(path, raceToJson(m_model.race())); });
}

void RaceFiles::saveFilm(bool gif) {
    if (!m_model.result() || m_model.result()->paths.empty())
        return Q_EMIT m_model.refused(tr("There is nothing to film: nobody races."));
    const Questions::File question{
        gif ? tr("Save the film") : tr("Save the film's pictures in a new folder"),
        QDir::homePath() + (gif ? QStringLiteral("/race.gif") : QStringLiteral("/race-film")),
        gif ? QStringLiteral("GIF (*.gif)") : tr("Folder (*)"), gif ? QStringLiteral("gif") : QString()};
    const QString path = m_files.questions.savePath(m_window, question);
    if (path.isEmpty()) return;
    const ContourPlot& plot = m_view.paths().plot();
    RaceFilm film;
    film.result = m_model.result();
    film.surface = contourSurface(m_model.surface(), m_model.surfaceTitle());
    film.range = plot.canvas().range();
    film.spacing = plot.spacing();
    film.selected = m_model.selected();
    film.title = tr("Optimizer race · %1").arg(m_model.surfaceTitle());
    const Animation animation = raceAnimation(film, Theme::light());
    m_progress = new QProgressDialog(tr("Painting the film …"), tr("Cancel"), 0, animation.frames, m_window);
    m_progress->setObjectName(QStringLiteral("filmProgress"));
    m_progress->setMinimumDuration(500);
    m_progress->setAutoClose(false);
    m_progress->setAutoReset(false);
    connect(m_progress, &QProgressDialog::canceled, &m_writer, &AnimationWriter::cancel);
    m_writer.write(path, animation, AnimationWriter::PaintOn::WriterThread);
}

}  // namespace glassbox
