#include "ui/exports/export_pictures_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace glassbox {

namespace {

QString filesText(int count) {
    return count == 1 ? ExportPicturesDialog::tr("1 file") : ExportPicturesDialog::tr("%1 files").arg(count);
}

}  // namespace

ExportPicturesDialog::ExportPicturesDialog(const PictureCollection& pictures, const Start& start, ThemeSource& theme,
                                           QWidget* parent)
    : QDialog(parent), m_pictures(pictures), m_settings(start.settings), m_exporter(theme) {
    setObjectName(QStringLiteral("exportPicturesDialog"));
    setWindowTitle(tr("Export all pictures"));
    makeFields(start);
    layOut();
    connect(&m_exporter, &PictureExporter::progressed, this, [this](int done, int all) {
        m_progress->setRange(0, all);
        m_progress->setValue(done);
    });
    connect(&m_exporter, &PictureExporter::finished, this, [this](const PictureExporter::Result& result) {
        Q_EMIT exported(result);
        result.cancelled ? QDialog::reject() : QDialog::accept();
    });
    refresh();
}

void ExportPicturesDialog::makeFields(const Start& start) {
    m_folder = new QLineEdit(QDir::toNativeSeparators(start.folder), this);
    m_folder->setObjectName(QStringLiteral("exportFolder"));
    m_folder->setToolTip(tr("Made if it is not there."));
    m_choose = new QPushButton(tr("Choose …"), this);
    m_choose->setAutoDefault(false);
    connect(m_choose, &QPushButton::clicked, this, &ExportPicturesDialog::chooseFolder);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportPicturesDialog::refresh);
    const auto format = [&](const char* ending, const QString& help) {
        const QString name = QString::fromLatin1(ending);
        auto* box = new QCheckBox(name.toUpper(), this);
        box->setObjectName(QStringLiteral("export_") + name);
        box->setToolTip(help);
        box->setChecked(start.formats.contains(name));
        connect(box, &QCheckBox::toggled, this, &ExportPicturesDialog::refresh);
        m_formats.emplace_back(name, box);
    };
    format("png", tr("Pixels, for slides and web pages; size and ground as last chosen for a single picture."));
    format("svg", tr("Lines and text, for drawing programs and web pages."));
    format("pdf", tr("Lines and text, for print and LaTeX."));
    format("csv", tr("The numbers behind a picture as a table."));
    format("json", tr("The numbers behind a picture, with what they are and the seed."));
}

void ExportPicturesDialog::layOut() {
    auto* folder = new QHBoxLayout;
    folder->addWidget(m_folder, 1);
    folder->addWidget(m_choose);
    auto* formats = new QHBoxLayout;
    formats->setSpacing(14);
    for (const auto& [name, box] : m_formats) formats->addWidget(box);
    formats->addStretch(1);
    auto* form = new QFormLayout;
    form->setSpacing(10);
    auto* label = new QLabel(tr("&Folder"), this);
    label->setBuddy(m_folder);
    form->addRow(label, folder);
    form->addRow(tr("Pictures and numbers as"), formats);
    const auto words = [this](const char* name) {
        auto* made = new QLabel(this);
        made->setObjectName(QLatin1String(name));
        made->setWordWrap(true);
        return made;
    };
    m_words = words("exportWords");
    m_leftOut = words("exportLeftOut");
    m_leftOut->setProperty("tone", "mute");
    m_leftOut->setText(m_pictures.leftOut.isEmpty()
                           ? QString()
                           : tr("Left out, because they show nothing yet (open their page first): %1.")
                                 .arg(m_pictures.leftOut.join(QStringLiteral(", "))));
    m_leftOut->setVisible(!m_pictures.leftOut.isEmpty());
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("exportProgress"));
    m_progress->setAccessibleName(tr("Files written"));
    m_progress->setVisible(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_export = buttons->button(QDialogButtonBox::Save);
    m_export->setText(tr("Export"));
    m_cancel = buttons->button(QDialogButtonBox::Cancel);
    for (QPushButton* button : {m_export, m_cancel}) button->setIcon({});
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportPicturesDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportPicturesDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(m_words);
    layout->addWidget(m_leftOut);
    layout->addWidget(m_progress);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(36 * fontMetrics().height());
}

QString ExportPicturesDialog::folder() const {
    return QDir::fromNativeSeparators(m_folder->text().trimmed());
}

QStringList ExportPicturesDialog::formats() const {
    QStringList chosen;
    for (const auto& [name, box] : m_formats)
        if (box->isChecked()) chosen << name;
    return chosen;
}

void ExportPicturesDialog::chooseFolder() {
    auto* chooser = new QFileDialog(this, tr("Folder for the pictures"), folder());
    chooser->setFileMode(QFileDialog::Directory);
    chooser->setOption(QFileDialog::ShowDirsOnly);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &QFileDialog::fileSelected, m_folder,
            [this](const QString& path) { m_folder->setText(QDir::toNativeSeparators(path)); });
    chooser->open();
}

void ExportPicturesDialog::refresh() {
    const bool running = m_exporter.isRunning();
    const qsizetype files = PictureExporter::fileNames(m_pictures, formats()).size();
    m_words->setText(m_pictures.pictures.empty() ? tr("No page shows a picture yet.")
                     : formats().isEmpty()       ? tr("Choose at least one format.")
                                           : tr("%1, as the pages look now.").arg(filesText(static_cast<int>(files))));
    m_export->setEnabled(!running && files > 0 && QFileInfo(folder()).isAbsolute());
    m_folder->setEnabled(!running);
    m_choose->setEnabled(!running);
    for (const auto& [name, box] : m_formats) box->setEnabled(!running);
    m_progress->setVisible(running);
}

void ExportPicturesDialog::accept() {
    if (!m_export->isEnabled()) return;
    int there = 0;
    for (const QString& name : PictureExporter::fileNames(m_pictures, formats()))
        there += QFileInfo::exists(QDir(folder()).filePath(name));
    there > 0 ? askAboutFiles(there) : write(false);
}

void ExportPicturesDialog::askAboutFiles(int count) {
    auto* question = new QMessageBox(QMessageBox::Question, windowTitle(),
                                     count == 1 ? tr("A file of one of these names is there already.")
                                                : tr("%1 files of these names are there already.").arg(count),
                                     QMessageBox::Cancel, this);
    question->setObjectName(QStringLiteral("exportQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(tr("Replace them, or keep them and write only the others?"));
    QPushButton* replace = question->addButton(tr("Replace"), QMessageBox::DestructiveRole);
    QPushButton* keep = question->addButton(tr("Keep them"), QMessageBox::AcceptRole);
    replace->setObjectName(QStringLiteral("exportReplace"));
    keep->setObjectName(QStringLiteral("exportKeep"));
    question->setDefaultButton(keep);
    connect(replace, &QPushButton::clicked, this, [this] { write(true); });
    connect(keep, &QPushButton::clicked, this, [this] { write(false); });
    question->open();
}

void ExportPicturesDialog::write(bool replace) {
    m_exporter.start(m_pictures, {folder(), formats(), m_settings, replace});
    refresh();
    m_cancel->setFocus();
}

void ExportPicturesDialog::reject() {
    m_exporter.isRunning() ? m_exporter.cancel() : QDialog::reject();
}

QString exportWords(const PictureExporter::Result& result, const QString& folder) {
    QString words =
        ExportPicturesDialog::tr("%1 written to %2").arg(filesText(result.written), QDir::toNativeSeparators(folder));
    if (result.kept > 0) words += ExportPicturesDialog::tr("; %1 that were there were kept").arg(result.kept);
    if (result.cancelled) words += ExportPicturesDialog::tr("; the others were cancelled");
    return words + u'.';
}

}  // namespace glassbox
