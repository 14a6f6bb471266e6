#include "ui/lab/output_view.h"

#include "ui/lab/output_axes.h"
#include "ui/lab/output_canvas.h"
#include "ui/lab/output_checker.h"
#include "ui/lab/output_hand.h"
#include "ui/lab/output_legend.h"
#include "ui/lab/output_words.h"
#include "ui/lab/point_editor.h"
#include "ui/lab/point_tools.h"
#include "ui/plots/color_bar.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace glassbox {

OutputView::OutputView(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent)
    : Card(tr("Output"), parent), m_document(document), m_selection(selection), m_theme(theme) {
    build();
    connectCanvas();
    connectTools();
    TrainingSession& session = document.session();
    connect(&session, &TrainingSession::datasetChanged, this, &OutputView::takeDataset);
    connect(&session, &TrainingSession::experimentApplied, this, &OutputView::takeExperiment);
    connect(&session, &TrainingSession::loadingProgress, this, [this] { m_canvas->setEmptyText(emptyText()); });
    connect(&document, &ExperimentDocument::problemChanged, this, [this] { m_canvas->setEmptyText(emptyText()); });
    connect(&selection, &LabSelection::shownUnitChanged, this, &OutputView::refreshScene);
    connect(&selection, &LabSelection::sampleChanged, this, [this] { m_canvas->setChosen(m_selection.sample()); });
    connect(&theme, &ThemeSource::changed, this, [this] {
        refreshScene();
        refreshLegend();
    });
    takeDataset();
    if (const SnapshotPtr latest = session.latest()) setSnapshot(latest);
}

void OutputView::build() {
    m_axes = new OutputAxes(this);
    m_canvas = new OutputCanvas(m_theme, this);
    m_classes = new OutputLegend(m_theme, this);
    m_classes->setObjectName("classLegend");
    m_marks = new OutputLegend(m_theme, this);
    m_marks->setObjectName("markLegend");
    m_bar = new ColorBar(m_theme, this);
    m_bar->setToolTip(tr("What the colours stand for: the values at both ends."));
    m_validation = new QCheckBox(tr("show validation points"), this);
    m_validation->setObjectName("showValidation");
    m_validation->setToolTip(
        tr("Points of the validation part, drawn as rings: the network never trains on them, so they tell how "
           "well it does on data it has not seen."));
    m_validation->setChecked(true);
    m_readout = new QLabel(this);
    m_readout->setObjectName("outputReadout");
    m_readout->setProperty("tone", "mute");
    m_readout->setWordWrap(true);
    m_readout->setTextFormat(Qt::PlainText);
    m_readout->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    // Its words change with the pointer; the picture above must not move for that.
    m_readout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_checker = new OutputChecker(m_predictor, this);

    auto* values = new QHBoxLayout;
    values->addWidget(m_bar, 1);
    m_editor = new PointEditor(m_document, this);
    m_hand = new OutputHand(*m_canvas, *m_editor);
    head()->addWidget(new PointToolBar(*m_editor, m_theme, this));
    m_choice = new PointChoice(*m_editor, m_theme);
    auto* legend = new QWidget;
    auto* below = new QHBoxLayout(legend);
    below->setContentsMargins(0, 0, 0, 0);
    below->setSpacing(10);
    below->addWidget(m_classes, 1);
    below->addWidget(m_validation, 0, Qt::AlignTop);
    body()->addWidget(m_axes);
    body()->addWidget(m_canvas, 100);
    body()->addSpacing(8);
    m_rows = new QStackedLayout;
    m_rows->addWidget(legend);
    m_rows->addWidget(m_choice);
    body()->addLayout(m_rows);
    body()->addSpacing(2);
    body()->addLayout(values);
    body()->addWidget(m_marks);
    body()->addSpacing(4);
    body()->addWidget(m_readout);
    body()->addStretch(1);
}

void OutputView::connectCanvas() {
    connect(m_axes, &OutputAxes::planeChosen, this, &OutputView::planeChosen);
    connect(m_validation, &QCheckBox::toggled, m_canvas, &OutputCanvas::setValidationShown);
    connect(m_validation, &QCheckBox::toggled, this, &OutputView::refreshLegend);
    connect(m_checker, &OutputChecker::checked, this, [this] { m_canvas->setWrong(m_checker->wrong()); });
    connect(m_canvas, &OutputCanvas::placeHovered, this, [this](std::optional<QPointF> place) {
        m_place = place;
        refreshWords();
    });
    connect(m_canvas, &OutputCanvas::emptyClicked, this, [this] { m_selection.back(); });
    connect(m_canvas, &OutputCanvas::pointClicked, this, [this](std::size_t at) {
        const OutputPoint& point = m_canvas->points().points[at];
        if (point.validation) return;  // a chosen sample is one that the network trains on
        const bool again = m_selection.sample() == point.sample;
        m_selection.setSample(again ? std::nullopt : std::optional(point.sample));
    });
    m_canvas->setDescriber([this](const OutputPoint& point) { return describe(point); });
    m_canvas->setToolTip({});
}

void OutputView::connectTools() {
    connect(m_editor, &PointEditor::said, &m_document, &ExperimentDocument::noted);
    connect(m_editor, &PointEditor::toolChanged, this, &OutputView::toolChanged);
    connect(m_editor, &PointEditor::choiceChanged, this, &OutputView::refreshBrush);
    connect(m_editor, &PointEditor::previewChanged, this, [this] {
        // At the end of a stroke the axes may move again.
        m_editor->isActive() ? refreshPoints() : refreshScene();
    });
    connect(m_hand, &OutputHand::crossMoved, this, [this](std::optional<QPointF> place) {
        m_place = place;
        refreshWords();
    });
    m_hand->setDescriber([this](const QPointF& place) { return placeWords(m_canvas->scene(), place.x(), place.y()); });
    refreshBrush();
}

void OutputView::toolChanged() {
    const bool looks = m_editor->tool() == PointTool::Look;
    m_rows->setCurrentIndex(looks ? 0 : 1);
    if (looks && m_canvas->hasFocus()) leaveField(m_canvas);
    if (!looks) m_canvas->setFocus(Qt::OtherFocusReason);  // for the keys of the tool
    refreshBrush();
    refreshWords();
}

/// The colour of what is drawn next.
void OutputView::refreshBrush() {
    const OutputScene& scene = m_canvas->scene();
    const Theme& theme = m_theme.theme();
    const Index classes = m_editor->classCount();
    QColor color = theme.mute;
    if (classes > 0) color = theme.classColor(m_editor->label(), classes);
    if (classes == 0 && scene.kind == OutputScene::Kind::Values && !scene.unit)
        color = QColor(surfaceMap(scene, theme).color(m_editor->value(), scene.range));
    m_choice->setValueColor(color);
    m_hand->setColor(color);
    if (m_editor->isValidation() && m_editor->tool() == PointTool::Draw) m_validation->setChecked(true);
}

QString OutputView::describe(const OutputPoint& point) {
    const DatasetPtr shown = m_pointsData;
    if (!shown) return {};
    QString text = pointWords(*shown, point, m_predictor.predict(partOf(*shown, point), point.sample), m_margins);
    if (!point.validation) text += tr("Click to follow this sample through the network.");
    return text;
}

void OutputView::takeDataset() {
    m_data = m_document.session().dataset();
    m_axes->setDataset(m_data.get());
    const bool validation = m_data && m_data->validation.count() > 0;
    m_validation->setVisible(validation);
    takeExperiment();
}

void OutputView::takeExperiment() {
    m_predictor.setExperiment(m_document.experiment(), m_data);
    m_margins = m_predictor.givesMargins();
    if (m_snapshot) m_predictor.setSnapshot(*m_snapshot);
    refreshScene();
    refreshLegend();
}

void OutputView::setSnapshot(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    if (snapshot && m_predictor.setSnapshot(*snapshot)) m_checker->restart();
    refreshScene();
    if (snapshot) m_editor->snapshotShown(snapshot->generation);
}

void OutputView::refreshScene() {
    OutputScene scene = makeOutputScene(m_snapshot, m_data, m_selection.shownUnit(), m_margins);
    const bool otherKind = scene.kind != m_canvas->scene().kind || scene.unit != m_canvas->scene().unit;
    // While a point is dragged its axis rests, or it would run away from the pointer.
    if (m_editor->isActive() && scene.kind == OutputScene::Kind::Curves && !otherKind)
        scene.range = m_canvas->scene().range;
    m_canvas->setScene(scene);
    if (scene.kind == OutputScene::Kind::Empty) m_canvas->setEmptyText(emptyText());
    if (otherKind) m_canvas->setAccessibleName(pictureWords(scene));
    refreshPoints();
    if (otherKind) refreshLegend();
    if (scene.kind == OutputScene::Kind::Values) m_bar->setScale(surfaceMap(scene, m_theme.theme()), scene.range);
    const QString note = noteWords(scene, m_selection.shownUnit());
    setNote(note, QString(note).replace(tr("validation"), tr("val.")).replace(tr("training"), tr("train")));
    refreshBrush();
    refreshWords();
}

void OutputView::refreshPoints() {
    OutputScene scene = m_canvas->scene();
    const bool empty = scene.kind == OutputScene::Kind::Empty;
    const auto plane = empty ? nullptr : m_snapshot->plane;
    // Points that are being drawn are ahead of the data that the network trains on.
    const DatasetPtr preview = m_editor->preview();
    scene.data = preview && scene.data && preview->inputCount() == scene.data->inputCount() ? preview : m_data;
    // All planes of generated data are the same.
    const bool samePlane = plane == m_pointsPlane || (plane && m_pointsPlane && scene.data && scene.data->generated);
    if (samePlane && scene.data == m_pointsData && scene.kind == m_pointsKind &&
        scene.unit.has_value() == m_pointsOfUnit) {
        return;
    }
    m_pointsPlane = plane;
    m_pointsData = scene.data;
    m_pointsKind = scene.kind;
    m_pointsOfUnit = scene.unit.has_value();
    m_canvas->setPoints(makeOutputPoints(scene));
    m_canvas->setChosen(m_selection.sample());
    m_checker->setPoints(m_pointsData, m_canvas->points(), m_canvas->wrong());
}

void OutputView::refreshLegend() {
    using Mark = OutputLegend::Shape;
    const OutputScene& scene = m_canvas->scene();
    const Theme& theme = m_theme.theme();
    QList<OutputLegend::Entry> classes, marks;
    const bool values = scene.kind == OutputScene::Kind::Values;
    const bool curves = scene.kind == OutputScene::Kind::Curves;
    if (scene.isClassification()) {
        const Index count = scene.classCount();
        for (Index k = 0; k < count; ++k) {
            const QString name = QString::fromStdString(scene.data->classNames[static_cast<std::size_t>(k)]);
            classes << OutputLegend::Entry{Mark::Swatch, theme.classColor(k, count), name};
        }
    }
    if (curves) {
        const QString line = scene.unit                  ? tr("output of the unit")
                             : !scene.isClassification() ? tr("prediction")
                             : scene.planeCount > 1
                                 ? QString()
                                 : tr("probability of %1").arg(screenName(scene.data->classNames[1]));
        if (!line.isEmpty()) marks << OutputLegend::Entry{Mark::Line, theme.accent, line};
    }
    if (!m_canvas->points().points.empty()) {
        marks << OutputLegend::Entry{Mark::Disc, theme.mute, tr("training")};
        if (m_data->validation.count() > 0 && m_validation->isChecked()) {
            marks << OutputLegend::Entry{Mark::Ring, theme.mute, tr("validation")};
        }
        if (scene.isClassification()) marks << OutputLegend::Entry{Mark::Cross, theme.ink, tr("wrong")};
    }
    m_bar->setVisible(values);
    if (classes.isEmpty()) classes.swap(marks);  // one row is enough
    m_classes->setEntries(classes);
    m_marks->setEntries(marks);
    // For a unit the scale takes the place of the marks, so that pointing at one moves nothing.
    m_marks->setVisible(!marks.isEmpty() && !(values && scene.unit));
    m_bar->setFixedHeight(std::max(m_bar->sizeHint().height(), m_marks->heightForWidth(m_marks->width())));
}

void OutputView::refreshWords() {
    const QString text = readout();
    const QFontMetrics metrics(m_readout->font());
    // Room for the caption, which is longer than what is under the pointer.
    const int lines = m_data && !m_data->generated ? 4 : 2;
    m_readout->setFixedHeight(lines * metrics.lineSpacing());
    if (m_readout->text() != text) m_readout->setText(text);
}

QString OutputView::readout() const {
    const OutputScene& scene = m_canvas->scene();
    if (scene.kind == OutputScene::Kind::Empty) return {};
    if (m_place) return placeWords(scene, m_place->x(), m_place->y());
    if (m_editor->tool() == PointTool::Draw) return tr("Click to put a point, drag to spray some. Esc: look again.");
    if (m_editor->tool() != PointTool::Look) return tr("Esc: look again.");
    QString text;
    if (scene.unit) {
        text = tr("What this unit puts out at each point.");
    } else {
        text = QString::fromStdString(m_snapshot->plane->caption());
    }
    if (m_snapshot->output.width < m_snapshot->request.outputPicture) text += u' ' + tr("Coarse while it trains.");
    const OutputPoints& points = m_canvas->points();
    if (points.isSampled()) {
        text += u' ' + tr("%1 of %2 samples are drawn.")
                           .arg(countText(static_cast<qint64>(points.points.size())), countText(points.total));
    }
    return text;
}

QString OutputView::emptyText() const {
    if (m_document.session().isLoading()) return tr("Reading the data …");
    if (!m_document.problem().isEmpty()) return tr("The network can't run as it stands; the message above says why.");
    if (m_snapshot && m_data) return tr("This network's output is no picture of the inputs.");
    return tr("Once there is a network and data, what it says everywhere is shown here.");
}

QList<QWidget*> OutputView::legend() const {
    return {m_classes, m_bar, m_marks};
}

Index OutputView::wantedPicture() const {
    const DatasetPtr shown = m_document.session().dataset();
    return shown && shown->inputCount() == 1 ? 240 : 100;
}

void OutputView::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    // Square plus the label below it: the legend stands right under the picture, not at the bottom of a tall card.
    m_canvas->setMaximumHeight(std::max(140, width() - 24));
}

}  // namespace glassbox
