#include "ui/plots/picture_file.h"

#include "engine/formats/files.h"
#include "engine/nn/error.h"
#include "engine/nn/loss.h"
#include "engine/nn/optimizer.h"
#include "ui/shell/theme.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace glassbox {

namespace {

constexpr double margin = 24;

QString tr(const char* text) {
    return QCoreApplication::translate("Picture", text);
}

bool writeSvg(QIODevice& device, const Drawing& drawing) {
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setSize(drawing.size.toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), drawing.size));
    generator.setResolution(96);
    generator.setTitle(drawing.title);
    QPainter painter;
    if (!painter.begin(&generator)) return false;
    drawing.paint(painter);
    return painter.end();
}

bool writePdf(QIODevice& device, const Drawing& drawing) {
    QPdfWriter writer(&device);
    writer.setTitle(drawing.title);
    writer.setResolution(96);
    writer.setPageSize(QPageSize(drawing.size * 72 / 96, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    QPainter painter;
    if (!painter.begin(&writer)) return false;
    drawing.paint(painter);
    return painter.end();
}

}  // namespace

PictureText describeExperiment(const Experiment& experiment, const Dataset& data) {
    const DataInfo* info = findData(experiment.data.kind);
    const QString source = data.generated
                               ? QString::fromStdString(info ? info->title : experiment.data.kind)
                               : QFileInfo(QString::fromStdString(experiment.data.options.text("path"))).fileName();
    const LossInfo* loss = findLoss(experiment.training.loss.kind);
    const std::string network = networkTitle(experiment, static_cast<std::int64_t>(data.featureNames.size()));
    PictureText text;
    text.title = QStringLiteral("%1 · %2 · %3")
                     .arg(source, QString::fromStdString(network),
                          QString::fromStdString(loss ? loss->title : experiment.training.loss.kind));
    text.caption =
        tr("%1 samples for training, %2 for validation; %3, learning rate %4, %5, seed %6")
            .arg(data.training.count())
            .arg(data.validation.count())
            .arg(QString::fromStdString(experiment.training.optimizer.kind))
            .arg(makeOptimizer(experiment.training.optimizer)->learningRate())
            .arg(experiment.training.batch == 0 ? tr("full batch") : tr("batch %1").arg(experiment.training.batch))
            .arg(experiment.seed);
    return text;
}

Drawing framed(const Drawing& drawing, const PictureText& text) {
    return framed(drawing, text, Theme::light());
}

Drawing framed(const Drawing& drawing, const PictureText& text, const Theme& theme, bool onGround) {
    const double width = std::max(drawing.size.width(), 320.0);
    const QFont titleFont = theme.font(16, QFont::DemiBold), captionFont = theme.font(12);
    const auto heightOf = [width](const QFont& font, const QString& words) {
        return QFontMetricsF(font)
            .boundingRect(QRectF(0, 0, width, 1000), Qt::TextWordWrap | Qt::AlignLeft, words)
            .height();
    };
    const double above = heightOf(titleFont, text.title) + 12, below = 12 + heightOf(captionFont, text.caption);
    Drawing whole;
    whole.title = text.title;
    const QSizeF size(width + 2 * margin, drawing.size.height() + above + below + 2 * margin);
    whole.size = size;
    whole.paint = [=](QPainter& painter) {
        painter.setRenderHint(QPainter::Antialiasing);
        if (onGround) painter.fillRect(QRectF(QPointF(0, 0), size + QSizeF(1, 1)), theme.panel);  // no fringe
        painter.setPen(theme.ink);
        painter.setFont(titleFont);
        painter.drawText(QRectF(margin, margin, width, above), Qt::TextWordWrap | Qt::AlignLeft, text.title);
        painter.save();
        painter.translate(margin, margin + above);
        drawing.paint(painter);
        painter.restore();
        painter.setPen(theme.mute);
        painter.setFont(captionFont);
        painter.drawText(QRectF(margin, margin + above + drawing.size.height() + 12, width, below + 4),
                         Qt::TextWordWrap | Qt::AlignLeft, text.caption);
    };
    return whole;
}

QImage pictureImage(const Drawing& drawing, double scale, bool transparent) {
    QImage image((drawing.size * scale).toSize(),
                 transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    if (image.isNull()) throw Error(tr("There is too little memory for a picture of this size.").toStdString());
    image.setDevicePixelRatio(scale);
    image.fill(transparent ? Qt::transparent : Qt::white);
    image.setText(QStringLiteral("Title"), drawing.title);
    QPainter painter(&image);
    drawing.paint(painter);
    return image;
}

QByteArray pngBytes(const QImage& image) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        throw Error(tr("There is too little memory for a picture of this size.").toStdString());
    return buffer.data();
}

QByteArray encodePicture(const QString& format, const Drawing& drawing, double scale, bool transparent) {
    if (format == u"png") return pngBytes(pictureImage(drawing, scale, transparent));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!(format == u"svg" ? writeSvg(buffer, drawing) : writePdf(buffer, drawing)))
        throw Error(tr("The picture can't be drawn; there may be too little memory.").toStdString());
    return buffer.data();
}

void writePicture(const QString& path, const Drawing& drawing, double scale, bool transparent) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending != u"svg" && ending != u"png" && ending != u"pdf") {
        throw Error(tr("%1: a picture can be written as .svg, .png or .pdf; give the file one of these endings.")
                        .arg(path)
                        .toStdString());
    }
    writeFile(path, encodePicture(ending, drawing, scale, transparent));
}

}  // namespace glassbox
