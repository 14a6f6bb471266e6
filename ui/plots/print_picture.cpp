#include "ui/plots/print_picture.h"

#include "engine/nn/error.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPrinter>

namespace glassbox {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Picture", text);
}

}  // namespace

void printPicture(QPrinter& printer, const Drawing& picture) {
    const bool wide = picture.size.width() > picture.size.height();
    printer.setPageOrientation(wide ? QPageLayout::Landscape : QPageLayout::Portrait);
    printer.setDocName(picture.title);
    QPainter painter;
    if (!painter.begin(&printer))
        throw Error(tr("The printer does not answer; choose another one, or save the picture as PDF.").toStdString());
    const QSizeF page = printer.pageRect(QPrinter::DevicePixel).size();
    const double scale = std::min(page.width() / picture.size.width(), page.height() / picture.size.height());
    painter.translate((page.width() - picture.size.width() * scale) / 2,
                      (page.height() - picture.size.height() * scale) / 2);
    painter.scale(scale, scale);
    picture.paint(painter);
    if (!painter.end()) throw Error(tr("The page could not be printed to its end.").toStdString());
}

}  // namespace glassbox
