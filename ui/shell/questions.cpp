#include "ui/shell/questions.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPrintDialog>
#include <QPrinter>

namespace glassbox {

namespace {

Questions::Unsaved askUnsaved(QWidget* parent, const QString& title) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("Questions", text); };
    QMessageBox box(parent);
    box.setObjectName(QStringLiteral("unsavedQuestion"));
    box.setWindowTitle(QStringLiteral("Glassbox"));
    box.setText(tr("“%1” has changes that are not saved.").arg(title));
    box.setInformativeText(tr("Save them before going on?"));
    box.setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    box.setDefaultButton(QMessageBox::Save);
    box.setEscapeButton(QMessageBox::Cancel);
    switch (box.exec()) {
        case QMessageBox::Save:
            return Questions::Unsaved::Save;
        case QMessageBox::Discard:
            return Questions::Unsaved::Discard;
        default:
            return Questions::Unsaved::Cancel;
    }
}

/// Choosing another format changes the ending of the name.
void followFilter(QFileDialog& dialog) {
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog](const QString& filter) {
        const qsizetype first = filter.indexOf(QStringLiteral("(*."));
        const QString ending = filter.mid(first + 3).section(')', 0, 0).section(' ', 0, 0);
        if (first < 0 || ending.isEmpty()) return;
        const QString before = dialog.defaultSuffix();
        dialog.setDefaultSuffix(ending);
        const QStringList chosen = dialog.selectedFiles();
        const QString name = chosen.isEmpty() ? QString() : QFileInfo(chosen.constFirst()).fileName();
        if (name.endsWith('.' + before)) dialog.selectFile(name.chopped(before.size()) + ending);
    });
}

QString askPath(QWidget* parent, const Questions::File& file, bool save) {
    QFileDialog dialog(parent, file.caption, file.start, file.filter);
    dialog.setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog.setFileMode(save ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog.setDefaultSuffix(file.suffix);
    if (save) {
        dialog.selectFile(file.start);
        followFilter(dialog);
    }
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) return {};
    return dialog.selectedFiles().constFirst();
}

}  // namespace

Questions Questions::dialogs() {
    Questions questions;
    questions.unsaved = askUnsaved;
    questions.openPath = [](QWidget* parent, const File& file) { return askPath(parent, file, false); };
    questions.savePath = [](QWidget* parent, const File& file) { return askPath(parent, file, true); };
    questions.printer = [](QWidget* parent, QPrinter& printer) {
        QPrintDialog dialog(&printer, parent);
        return dialog.exec() == QDialog::Accepted;
    };
    return questions;
}

}  // namespace glassbox
