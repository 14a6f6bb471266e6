#include "ui/formula/formula_menu.h"

#include "engine/formats/files.h"
#include "engine/nn/error.h"
#include "ui/plots/picture_file.h"
#include "ui/shell/questions.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMessageBox>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("FormulaMenu", text);
}

constexpr double margin = 6;

Drawing drawingOf(const Formula& formula, const FormulaPalette& palette) {
    return {formula.size() + QSizeF(2 * margin, 2 * margin), formula.tex(), [formula, palette](QPainter& painter) {
                painter.setRenderHint(QPainter::Antialiasing);
                formula.paint(painter, {margin, margin}, palette);
            }};
}

void savePicture(const Formula& formula, const FormulaPalette& palette, const Questions& questions, QWidget* parent) {
    const QString path = questions.savePath(
        parent, {tr("Save the formula"), QStringLiteral("formula.svg"),
                 tr("SVG pictures (*.svg);;PNG pictures (*.png);;PDF pages (*.pdf)"), QStringLiteral("svg")});
    if (path.isEmpty()) return;
    try {
        // Its own SVG says how it is read, and as what it was typed.
        if (QFileInfo(path).suffix().toLower() == u"svg")
            writeFile(path, formula.toSvg(palette));
        else
            writePicture(path, drawingOf(formula, palette), 4);
    } catch (const Error& error) {
        QMessageBox::warning(parent, tr("Save the formula"), QString::fromUtf8(error.what()));
    }
}

}  // namespace

QImage formulaPicture(const Formula& formula, const FormulaPalette& palette) {
    constexpr double scale = 3;
    const QSizeF size = formula.size() + QSizeF(2 * margin, 2 * margin);
    QImage image((size * scale).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::white);
    image.setText(QStringLiteral("Description"), formula.tex());
    QPainter painter(&image);
    formula.paint(painter, {margin, margin}, palette);
    return image;
}

QMenu* makeFormulaMenu(const Formula& formula, const FormulaPalette& palette, const Questions& questions,
                       QWidget* parent) {
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("formulaMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const auto add = [menu](const QString& text, const QString& why, const std::function<void()>& act) {
        QAction* action = menu->addAction(text);
        action->setToolTip(why);
        QObject::connect(action, &QAction::triggered, menu, act);
    };
    add(tr("Copy TeX"), tr("The formula as it is typed, for a report in LaTeX or Markdown."),
        [formula] { QGuiApplication::clipboard()->setText(formula.tex()); });
    add(tr("Copy picture"), tr("On white, for slides and documents."),
        [formula, palette] { QGuiApplication::clipboard()->setImage(formulaPicture(formula, palette)); });
    add(tr("Copy in words"), tr("The formula as it is read aloud."),
        [formula] { QGuiApplication::clipboard()->setText(formula.toSpeech()); });
    menu->addSeparator();
    add(tr("Save picture …"), tr("As a drawing that stays sharp at every size (SVG, PDF), or as pixels (PNG)."),
        [formula, palette, questions, parent] { savePicture(formula, palette, questions, parent); });
    return menu;
}

}  // namespace glassbox
