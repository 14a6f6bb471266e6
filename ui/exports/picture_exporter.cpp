#include "ui/exports/picture_exporter.h"

#include "engine/formats/files.h"
#include "engine/nn/error.h"
#include "ui/plots/picture_menu.h"
#include "ui/shell/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QTimer>

#include <new>
#include <utility>

namespace glassbox {

namespace {

bool isNumbers(const QString& format) {
    return format == u"csv" || format == u"json";
}

/// What went wrong; empty if nothing did.
QString attempted(const std::function<void()>& work) {
    try {
        work();
        return {};
    } catch (const std::bad_alloc&) {
        return PictureExporter::tr("There is not enough memory for this picture.");
    } catch (const std::exception& error) {
        return QString::fromUtf8(error.what());
    }
}

/// Painted now; what is left to do can be done on any thread.
std::function<QByteArray()> prepared(const PictureMenu& menu, const QString& format, const PictureSettings& settings) {
    if (isNumbers(format))
        return [table = menu.content().table(), about = menu.about(), json = format == u"json"] {
            return json ? tableJson(table, about) : tableCsv(table);
        };
    const bool transparent = settings.ground == PictureGround::Transparent;
    const Drawing drawing = menu.drawing(settings);
    if (format == u"png")
        return [image = pictureImage(drawing, settings.scale, transparent)] { return pngBytes(image); };
    return [bytes = encodePicture(format, drawing)] { return bytes; };
}

}  // namespace

std::vector<PictureExporter::File> PictureExporter::filesOf(const PictureCollection& pictures,
                                                            const QStringList& formats) {
    std::vector<File> files;
    for (const CollectedPicture& picture : pictures.pictures) {
        for (const QString& format : formats)
            if (picture.numbers || !isNumbers(format))
                files.push_back({picture.menu, QStringLiteral("%1.%2").arg(picture.name, format), format});
    }
    return files;
}

QStringList PictureExporter::fileNames(const PictureCollection& pictures, const QStringList& formats) {
    QStringList names;
    for (const File& file : filesOf(pictures, formats)) names << file.name;
    return names;
}

void PictureExporter::start(const PictureCollection& pictures, const PictureExport& wanted) {
    m_wanted = wanted;
    m_files = filesOf(pictures, wanted.formats);
    m_at = 0;
    m_result = {};
    m_running = true;
    if (!QDir().mkpath(wanted.folder)) {
        m_result.failures << tr("The folder %1 can't be made.").arg(QDir::toNativeSeparators(wanted.folder));
        m_files.clear();
    }
    QTimer::singleShot(0, this, &PictureExporter::next);
}

void PictureExporter::cancel() {
    if (m_running) m_result.cancelled = true;
}

void PictureExporter::next() {
    Q_EMIT progressed(static_cast<int>(m_at), static_cast<int>(m_files.size()));
    if (m_result.cancelled || m_at >= m_files.size()) return end();
    writeNext();
}

// All files of a picture together: changing to the theme of the paper and back takes longer than painting.
void PictureExporter::paint(std::size_t first) {
    const bool asShown = m_wanted.settings.ground == PictureGround::Theme;
    m_theme.onPaper(
        [&] {
            const QPointer<QObject> menu = m_files[first].menu;
            for (std::size_t i = first; i < m_files.size() && m_files[i].menu == menu; ++i) {
                File& file = m_files[i];
                file.problem = attempted([&] {
                    const auto* card = qobject_cast<PictureMenu*>(menu);
                    if (!card || !card->content().widget) throw Error(tr("%1 is gone.").arg(file.name).toStdString());
                    file.bytes = prepared(*card, file.format, m_wanted.settings);
                });
            }
        },
        asShown ? m_theme.theme().name : Theme::Name::Light);
}

void PictureExporter::writeNext() {
    const std::size_t at = m_at++;
    const QString path = QDir(m_wanted.folder).filePath(m_files[at].name);
    const auto goOn = [this] { QTimer::singleShot(0, this, &PictureExporter::next); };
    if (!m_wanted.replace && QFileInfo::exists(path)) {
        ++m_result.kept;
        return goOn();
    }
    if (!m_files[at].bytes && m_files[at].problem.isEmpty()) paint(at);
    if (!m_files[at].problem.isEmpty()) {
        m_result.failures << m_files[at].problem;
        return goOn();
    }
    m_job.start([this, path, bytes = std::exchange(m_files[at].bytes, {})](const JobThread::Task& task) {
        const QString sentence = attempted([&] { writeFile(path, bytes()); });
        task.tell([this, sentence] {
            m_job.setFinished();
            if (sentence.isEmpty())
                ++m_result.written;
            else
                m_result.failures << sentence;
            next();
        });
    });
}

void PictureExporter::end() {
    m_running = false;
    Q_EMIT finished(m_result);
}

}  // namespace glassbox
