#include "ui/shell/questions.h"

#include <QCoreApplication>
#include <QFileDialog>
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

QString askPath(QWidget* parent, const Questions::File& file, bool save) {
    QFileDialog dialog(parent, file.caption, file.start, file.filter);
    dialog.setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog.setFileMode(save ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog.setDefaultSuffix(file.suffix);
    if (save) dialog.selectFile(file.start);
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
