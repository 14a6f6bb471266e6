#include "ui/cards/fit_panel.h"

#include "ui/cards/fit_runner.h"
#include "ui/cards/fit_words.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/plain_table.h"
#include "ui/shell/tips.h"
#include "ui/shell/words_label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <stdexcept>

namespace glassbox {

namespace {

QPushButton* button(const char* name, const QString& text) {
    auto* made = new QPushButton(text);
    made->setObjectName(QLatin1String(name));
    made->setAutoDefault(false);
    return made;
}

bool areParameters(const std::vector<double>& weights) {
    if (weights.size() != fsrsDefaults.size()) return false;
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (!(weights[i] >= fsrsLeast[i] && weights[i] <= fsrsMost[i])) return false;
    return true;
}

}  // namespace

FitPanel::FitPanel(const std::vector<double>& weights, FitRunner& runner, QWidget* parent)
    : QWidget(parent), m_runner(runner) {
    if (areParameters(weights)) m_weights = weights;
    layOut();
    connectRunner();
    showParameters();
    say({});
    if (m_weights.empty() && !weights.empty())
        say(tr("The stored parameters were not valid, so the defaults stand in their place."));
    showFitting(false);
    m_runner.count();
}

void FitPanel::layOut() {
    m_state = wordsLabel("", {}, "fitState");
    m_count = wordsLabel("mute", {}, "fitCount");
    m_result = wordsLabel("", {}, "fitResult");
    m_expand = new QToolButton;
    m_expand->setObjectName(QStringLiteral("showParameters"));
    m_expand->setText(tr("The 21 parameters"));
    m_expand->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_expand->setArrowType(Qt::RightArrow);
    m_expand->setCheckable(true);
    m_table = makePlainTable(QStringLiteral("parameterTable"), tr("Parameters of the memory model"), this);
    m_table->setModel(new QStandardItemModel(this));
    m_table->setMinimumHeight(260);
    m_table->hide();
    connect(m_expand, &QToolButton::toggled, this, [this](bool open) {
        m_expand->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_table->setVisible(open);
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_state);
    layout->addWidget(m_count);
    layout->addWidget(makeButtons());
    layout->addWidget(makeProgress());
    layout->addWidget(m_result);
    layout->addWidget(m_expand, 0, Qt::AlignLeft);
    layout->addWidget(m_table);
}

QWidget* FitPanel::makeButtons() {
    auto* box = new QWidget;
    m_fit = button("fitReviews", tr("Fit to my reviews"));
    m_fit->setToolTip(tip(tr("Fit to my reviews"),
                          tr("Looks for the parameters under which your answers were least surprising (lowest mean log "
                             "loss). To see whether that is more than luck, the cards are divided into five parts, and "
                             "each part is predicted by parameters fitted to the other four.")));
    m_defaults = button("fitDefaults", tr("Use defaults"));
    m_defaults->setToolTip(tr("The published parameters of FSRS-6, which suit most learners"));
    connect(m_fit, &QPushButton::clicked, this, [this] {
        say({});
        m_progress->setValue(0);
        m_runner.fit();
        showFitting(true);
        m_cancel->setFocus(Qt::OtherFocusReason);
    });
    connect(m_defaults, &QPushButton::clicked, this, &FitPanel::useDefaults);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 2, 0, 2);
    row->setSpacing(8);
    row->addWidget(m_fit);
    row->addWidget(m_defaults);
    row->addStretch(1);
    return box;
}

QWidget* FitPanel::makeProgress() {
    m_progressBox = new QWidget;
    m_progress = new QProgressBar;
    m_progress->setObjectName(QStringLiteral("fitProgress"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Fitting to the reviews"));
    m_cancel = button("cancelFit", tr("Cancel fitting"));
    m_cancel->setProperty("kind", "small");
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_runner.cancel(); });
    auto* row = new QHBoxLayout(m_progressBox);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    return m_progressBox;
}

void FitPanel::connectRunner() {
    connect(&m_runner, &FitRunner::counted, this, [this](int reviews) {
        m_reviews = reviews;
        showFitting(false);
    });
    connect(&m_runner, &FitRunner::progressed, this,
            [this](double share) { m_progress->setValue(static_cast<int>(share * 1000)); });
    connect(&m_runner, &FitRunner::finished, this, &FitPanel::take);
    connect(&m_runner, &FitRunner::failed, this, [this](const QString& sentence) {
        showFitting(false);
        say(sentence);
    });
}

void FitPanel::take(const FsrsFit& fit) {
    const bool hadFocus = m_cancel->hasFocus();
    m_reviews = std::max(m_reviews, fit.reviews);
    if (fit.outcome == FsrsFitOutcome::Fitted) setWeights({fit.parameters.begin(), fit.parameters.end()});
    say(fitSentence(fit));
    showFitting(false);
    if (hadFocus) m_fit->setFocus(Qt::OtherFocusReason);
}

void FitPanel::say(const QString& sentence) {
    m_result->setText(sentence);
    m_result->setHidden(sentence.isEmpty());
}

void FitPanel::useDefaults() {
    if (!m_runner.isFitting()) say({});
    setWeights({});
}

void FitPanel::setWeights(std::vector<double> weights) {
    m_weights = std::move(weights);
    showParameters();
    showFitting(m_runner.isFitting());
    Q_EMIT weightsChanged();
}

void FitPanel::showFitting(bool fitting) {
    const bool enough = m_reviews >= leastReviews;
    m_fit->setEnabled(enough && !fitting);
    m_defaults->setEnabled(!m_weights.empty() && !fitting);
    m_progressBox->setVisible(fitting);
    if (m_reviews < 0)
        m_count->setText(tr("Counting the reviews of this deck …"));
    else if (enough)
        m_count->setText(tr("This deck has %1 reviews.").arg(countText(m_reviews)));
    else
        m_count->setText(tr("This deck has %1 reviews; fitting needs %2, so that it finds more than luck.")
                             .arg(countText(m_reviews))
                             .arg(leastReviews));
}

void FitPanel::showParameters() {
    m_state->setText(m_weights.empty() ? tr("The schedule uses the default parameters of FSRS-6.")
                                       : tr("The schedule uses parameters of this deck's own."));
    auto* model = static_cast<QStandardItemModel*>(m_table->model());
    model->clear();
    model->setHorizontalHeaderLabels({tr("Name"), tr("Value"), tr("Default"), tr("What it does")});
    for (std::size_t i = 0; i < fsrsDefaults.size(); ++i) {
        const double value = m_weights.empty() ? fsrsDefaults[i] : m_weights[i];
        QList<QStandardItem*> row{
            new QStandardItem(QStringLiteral("w%1").arg(i)), new QStandardItem(QString::number(value, 'g', 4)),
            new QStandardItem(QString::number(fsrsDefaults[i], 'g', 4)), new QStandardItem(parameterMeaning(int(i)))};
        for (QStandardItem* item : row) {
            item->setEditable(false);
            item->setToolTip(parameterMeaning(int(i)));
        }
        model->appendRow(row);
    }
    QHeaderView* header = m_table->horizontalHeader();
    for (int column = 0; column < 3; ++column) header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(3, QHeaderView::Stretch);
}

}  // namespace glassbox
