#include "ui/plots/picture_dialog.h"

#include "ui/plots/plot_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace glassbox {

namespace {
constexpr int mostTyped = 99'999;  // more than what is allowed, so that the dialog can say so
}

PictureDialog::PictureDialog(std::function<QSizeF(const PictureSettings&)> sizeOf, const PictureSettings& start,
                             QWidget* parent)
    : QDialog(parent), m_sizeOf(std::move(sizeOf)), m_settings(start) {
    setObjectName(QStringLiteral("pictureDialog"));
    setWindowTitle(tr("Save the picture"));
    makeFields();
    layOut();
    refresh();
}

void PictureDialog::makeFields() {
    const auto combo = [this](const char* name, const QString& help) {
        auto* made = new QComboBox(this);
        made->setObjectName(QLatin1String(name));
        made->setToolTip(help);
        return made;
    };
    m_format = combo("pictureFormat", tr("PNG is made of pixels. SVG and PDF are drawings: lines and text that stay "
                                         "sharp at every size and can be edited."));
    m_format->addItem(tr("PNG: for slides and web pages"), QStringLiteral("png"));
    m_format->addItem(tr("SVG: for drawing programs and web pages"), QStringLiteral("svg"));
    m_format->addItem(tr("PDF: for print and LaTeX"), QStringLiteral("pdf"));
    m_format->setCurrentIndex(m_format->findData(m_settings.format));
    m_ground = combo("pictureGround", tr("White suits paper; without a ground the slide or page shows through."));
    m_ground->addItem(tr("White"), static_cast<int>(PictureGround::Light));
    m_ground->addItem(tr("None (transparent)"), static_cast<int>(PictureGround::Transparent));
    m_ground->addItem(tr("As on the screen"), static_cast<int>(PictureGround::Theme));
    m_ground->setCurrentIndex(m_ground->findData(static_cast<int>(m_settings.ground)));
    const auto pixels = [this](const char* name, const QString& help) {
        auto* made = new QSpinBox(this);
        made->setObjectName(QLatin1String(name));
        made->setRange(1, mostTyped);
        made->setSuffix(tr(" px"));
        made->setToolTip(help);
        made->setKeyboardTracking(true);
        return made;
    };
    m_width = pixels("pictureWidth", tr("Width in pixels; the height follows."));
    m_height = pixels("pictureHeight", tr("Height in pixels; the width follows."));
    m_scale = new QDoubleSpinBox(this);
    m_scale->setObjectName(QStringLiteral("pictureScale"));
    m_scale->setRange(0.05, 100);
    m_scale->setDecimals(2);
    m_scale->setSingleStep(0.5);
    m_scale->setPrefix(QStringLiteral("× "));
    m_scale->setToolTip(tr("Pixels for each one of the picture on the screen: 2 is sharp on slides, 3 in print."));
    m_framed = new QCheckBox(tr("With title and caption"), this);
    m_framed->setObjectName(QStringLiteral("pictureFramed"));
    m_framed->setToolTip(tr("What was trained, with its settings and seed, so that the picture can be made again."));
    m_framed->setChecked(m_settings.framed);

    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        m_settings.format = m_format->currentData().toString();
        refresh();
    });
    connect(m_ground, &QComboBox::currentIndexChanged, this, [this] {
        m_settings.ground = static_cast<PictureGround>(m_ground->currentData().toInt());
        refresh();
    });
    connect(m_framed, &QCheckBox::toggled, this, [this](bool framed) {
        m_settings.framed = framed;
        refresh();
    });
    connect(m_width, &QSpinBox::valueChanged, this,
            [this](int width) { setScale(width / m_sizeOf(m_settings).width()); });
    connect(m_height, &QSpinBox::valueChanged, this,
            [this](int height) { setScale(height / m_sizeOf(m_settings).height()); });
    connect(m_scale, &QDoubleSpinBox::valueChanged, this, &PictureDialog::setScale);
}

void PictureDialog::layOut() {
    auto* size = new QHBoxLayout;
    size->setSpacing(8);
    size->addWidget(m_width, 1);
    size->addWidget(new QLabel(QStringLiteral("×"), this));
    size->addWidget(m_height, 1);
    m_height->setAccessibleName(tr("Height"));
    auto* form = new QFormLayout;
    form->setSpacing(10);
    form->addRow(tr("&Format"), m_format);
    auto* sizeLabel = new QLabel(tr("&Size"), this);
    sizeLabel->setBuddy(m_width);
    form->addRow(sizeLabel, size);
    m_width->setAccessibleName(tr("Width"));
    form->addRow(tr("S&cale"), m_scale);
    form->addRow(tr("&Ground"), m_ground);
    form->addRow(QString(), m_framed);
    const auto label = [this](const char* name) {
        auto* made = new QLabel(this);
        made->setObjectName(QLatin1String(name));
        made->setWordWrap(true);
        return made;
    };
    m_words = label("pictureWords");
    m_problem = label("pictureProblem");
    m_problem->setProperty("tone", "warn");
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_save->setText(tr("Save …"));
    for (QAbstractButton* button : buttons->buttons()) button->setIcon({});
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(m_words);
    layout->addWidget(m_problem);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(26 * fontMetrics().height());
}

// Whoever types a number keeps it; the others follow.
void PictureDialog::setScale(double scale) {
    if (m_refreshing) return;
    m_settings.scale = scale;
    refresh();
}

void PictureDialog::refresh() {
    m_refreshing = true;
    const QSizeF size = m_sizeOf(m_settings);
    const QSize pixels = picturePixels(size, m_settings.scale);
    const auto show = [](auto* field, auto value) {
        if (!field->hasFocus()) field->setValue(value);
    };
    show(m_width, pixels.width());
    show(m_height, pixels.height());
    show(m_scale, m_settings.scale);
    m_refreshing = false;
    const bool png = m_settings.format == u"png";
    for (QWidget* field : QList<QWidget*>{m_width, m_height, m_scale}) field->setEnabled(png);
    const QString problem = png ? pixelProblem(pixels) : QString();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_words->setVisible(problem.isEmpty());
    m_words->setText(png ? tr("%1 × %2 pixels.").arg(countText(pixels.width()), countText(pixels.height()))
                         : tr("Lines and text, sharp at every size; %1 × %2 mm as it stands.")
                               .arg(qRound(size.width() * 25.4 / 96))
                               .arg(qRound(size.height() * 25.4 / 96)));
    m_save->setEnabled(problem.isEmpty());
}

}  // namespace glassbox
