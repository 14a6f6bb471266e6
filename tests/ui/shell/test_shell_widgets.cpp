#include "tests/support/test.h"
#include "ui/shell/banner.h"
#include "ui/shell/card.h"
#include "ui/shell/figure.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/numbers.h"
#include "ui/shell/page_scroll.h"
#include "ui/shell/run_words.h"
#include "ui/shell/slider_field.h"
#include "ui/shell/speed_control.h"
#include "ui/shell/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

using namespace glassbox;

class TestShellWidgets : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aPageThatFitsInNeitherWidthSettles();
    void sliderFieldTellsOnlyWhatTheUserDoes();
    void sliderFieldIsMovedByKeys();
    void sliderFieldTakesATypedValue_data();
    void sliderFieldTakesATypedValue();
    void speedGoesFromOneStepToUnlimited();
    void bannerSaysItsSentenceAndOffersTheMend();
    void figureKeepsItsWidth();
    void cardShowsTitleAndNote();
    void numbersAreWrittenAsPeopleReadThem();
    void stateIsAlwaysNamed_data();
    void stateIsAlwaysNamed();
    void clickingAroundLeavesTheKeysToTheTraining_data();
    void clickingAroundLeavesTheKeysToTheTraining();
    void aClickBesideAFieldLeavesIt();
    void singleKeysStayWithTheFieldThatNeedsThem_data();
    void singleKeysStayWithTheFieldThatNeedsThem();
};

/// Needs more height where it is wider, as a form does that shows more in a wider field: with the bar it fits and the
/// bar goes, without the bar it does not fit and the bar comes back.
class Undecided : public QWidget {
  public:
    Undecided() {
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    int heightForWidth(int width) const override { return width > 200 ? 310 : 290; }
};

void TestShellWidgets::aPageThatFitsInNeitherWidthSettles() {
    PageScroll scroll;
    scroll.setWidget(new Undecided);
    scroll.show();
    for (int width = 190; width < 240; ++width) {
        scroll.resize(width, 300);
        QCoreApplication::processEvents();
        QVERIFY(scroll.widget()->width() <= width);
    }
    scroll.resize(400, 600);
    QCoreApplication::processEvents();
    QCOMPARE(scroll.widget()->width(), scroll.viewport()->width());
}

void TestShellWidgets::sliderFieldTellsOnlyWhatTheUserDoes() {
    SliderField field(QStringLiteral("Noise"), 0, 0.5, 0.01);
    field.setPercent();
    QSignalSpy changed(&field, &SliderField::valueChanged);
    field.setValue(0.03);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(field.value(), 0.03);
    QCOMPARE(field.findChild<QLabel*>(QStringLiteral("fieldValue"))->text(), QStringLiteral("3 %"));
    field.setValue(7);
    QCOMPARE(field.value(), 0.5);
    QCOMPARE(changed.count(), 0);
}

void TestShellWidgets::sliderFieldIsMovedByKeys() {
    SliderField field(QStringLiteral("Noise"), 0, 0.5, 0.01);
    field.setValue(0.1);
    field.show();
    QSignalSpy changed(&field, &SliderField::valueChanged);
    QTest::keyClick(field.slider(), Qt::Key_Right);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toDouble(), 0.11);
    QTest::keyClick(field.slider(), Qt::Key_End);
    QCOMPARE(field.value(), 0.5);
    QCOMPARE(field.slider()->accessibleName(), QStringLiteral("Noise"));
    QCOMPARE(field.slider()->accessibleDescription(), QStringLiteral("0.5"));
}

void TestShellWidgets::sliderFieldTakesATypedValue_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<double>("value");
    QTest::newRow("percent") << QStringLiteral("12 %") << 0.12;
    QTest::newRow("decimal comma") << QStringLiteral("7,4") << 0.07;
    QTest::newRow("too much") << QStringLiteral("900") << 0.5;
    QTest::newRow("huge") << QStringLiteral("1e300") << 0.5;
    QTest::newRow("negative") << QStringLiteral("-5") << 0.0;
    QTest::newRow("no number") << QStringLiteral("lots") << 0.1;
}

void TestShellWidgets::sliderFieldTakesATypedValue() {
    QFETCH(QString, typed);
    QFETCH(double, value);
    SliderField field(QStringLiteral("Noise"), 0, 0.5, 0.01);
    field.setPercent();
    field.setValue(0.1);
    field.show();
    QTest::mouseDClick(field.findChild<QLabel*>(QStringLiteral("fieldValue")), Qt::LeftButton);
    auto* edit = field.findChild<QLineEdit*>(QStringLiteral("fieldTyped"));
    QVERIFY(edit);
    edit->setText(typed);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(field.value(), value);
}

void TestShellWidgets::speedGoesFromOneStepToUnlimited() {
    SpeedControl control;
    QCOMPARE(control.speed(), 1000.0);
    QSignalSpy changed(&control, &SpeedControl::speedChanged);
    auto* slider = control.findChild<QSlider*>(QStringLiteral("speedSlider"));
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(control.speed(), 1.0);
    QTest::keyClick(slider, Qt::Key_End);
    QVERIFY(std::isinf(control.speed()));
    QCOMPARE(slider->accessibleDescription(), QStringLiteral("as fast as it goes"));
    QVERIFY(changed.count() >= 2);
    control.setSpeed(190);
    QCOMPARE(control.speed(), 200.0);
    control.setSpeed(std::numeric_limits<double>::infinity());
    QVERIFY(std::isinf(control.speed()));
}

void TestShellWidgets::bannerSaysItsSentenceAndOffersTheMend() {
    ThemeSource theme(ThemeChoice::Light);
    Banner banner(theme);
    QVERIFY(banner.isHidden());
    QSignalSpy triggered(&banner, &Banner::triggered);
    banner.show(Banner::Kind::Warning, QStringLiteral("Layer 2 does not fit."), QStringLiteral("Undo"));
    QCOMPARE(banner.accessibleName(), QStringLiteral("Layer 2 does not fit."));
    auto* action = banner.findChild<QPushButton*>(QStringLiteral("bannerAction"));
    QVERIFY(action->isVisible());
    QTest::mouseClick(action, Qt::LeftButton);
    QCOMPARE(triggered.count(), 1);
    banner.setProgress(0.25);
    QCOMPARE(banner.findChild<QProgressBar*>()->value(), 250);
    banner.show(Banner::Kind::Info, QStringLiteral("Saved."));
    QVERIFY(!action->isVisible());
    QVERIFY(!banner.findChild<QProgressBar*>()->isVisible());
    QTest::mouseClick(banner.findChild<QToolButton*>(QStringLiteral("bannerClose")), Qt::LeftButton);
    QVERIFY(banner.isHidden());
    QVERIFY(banner.sentence().isEmpty());
}

void TestShellWidgets::figureKeepsItsWidth() {
    ThemeSource theme(ThemeChoice::Light);
    Figure figure(theme, Figure::Look::Stacked, QStringLiteral("epoch"), QStringLiteral("00 000"));
    const QSize size = figure.sizeHint();
    figure.setValue(QStringLiteral("12"));
    QCOMPARE(figure.sizeHint(), size);
    QCOMPARE(figure.accessibleName(), QStringLiteral("epoch: 12"));
}

void TestShellWidgets::cardShowsTitleAndNote() {
    Card card(QStringLiteral("Data"));
    card.setNote(QStringLiteral("240 points"));
    card.body()->addWidget(new QLabel(QStringLiteral("inside")));
    QCOMPARE(card.accessibleName(), QStringLiteral("Data"));
    auto* note = card.findChild<QLabel*>(QStringLiteral("cardNote"));
    QCOMPARE(note->text(), QStringLiteral("240 points"));
    // Where there is no room, the brief form.
    card.setNote(QStringLiteral("two hundred and forty points in all, of which seventy are for validation"),
                 QStringLiteral("240"));
    card.resize(160, 80);
    card.show();
    QTRY_COMPARE(note->text(), QStringLiteral("240"));
}

void TestShellWidgets::numbersAreWrittenAsPeopleReadThem() {
    const QString space(QChar(0x202F));
    QCOMPARE(countText(900), QStringLiteral("900"));
    QCOMPARE(countText(6750), QStringLiteral("6%1").arg(space) + QStringLiteral("750"));
    QCOMPARE(countText(1234567),
             QStringList({QStringLiteral("1"), QStringLiteral("234"), QStringLiteral("567")}).join(space));
    QCOMPARE(costText(0.69312), QStringLiteral("0.693"));
    QCOMPARE(costText(0.00041), QStringLiteral("0.00041"));
    QCOMPARE(costText(0), QStringLiteral("0"));
    QCOMPARE(costText(2.1e-7), QStringLiteral("2.1e-07"));
    QCOMPARE(costText(std::nan("")), QStringLiteral("not a number"));
    QCOMPARE(costText(std::numeric_limits<double>::infinity()), QStringLiteral("∞"));
    QCOMPARE(shareText(0.992), QStringLiteral("99.2 %"));
}

void TestShellWidgets::stateIsAlwaysNamed_data() {
    QTest::addColumn<RunState>("state");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("words");
    QTest::newRow("ready") << RunState::Ready << QString() << QStringLiteral("Ready");
    QTest::newRow("diverged") << RunState::Diverged << QStringLiteral("Diverged in step 17: the cost is not a number.")
                              << QStringLiteral("Diverged in step 17");
    QTest::newRow("other words") << RunState::Diverged << QStringLiteral("In step 17 the cost was lost.")
                                 << QStringLiteral("Diverged");
    QTest::newRow("early") << RunState::EarlyStopped
                           << QStringLiteral("Stopped early in epoch 150; the weights of epoch 123, the best, are back")
                           << QStringLiteral("Stopped early in epoch 150");
    QTest::newRow("small number") << RunState::Converged << QStringLiteral("Converged at 0.001 in epoch 9")
                                  << QStringLiteral("Converged at 0.001 in epoch 9");
}

void TestShellWidgets::stateIsAlwaysNamed() {
    QFETCH(RunState, state);
    QFETCH(QString, sentence);
    QTEST(runWords(state, sentence), "words");
}

void TestShellWidgets::clickingAroundLeavesTheKeysToTheTraining_data() {
    QTest::addColumn<QString>("widget");
    for (const char* name : {"slider", "choice", "check", "button", "list"}) QTest::newRow(name) << QString(name);
}

void TestShellWidgets::clickingAroundLeavesTheKeysToTheTraining() {
    QFETCH(QString, widget);
    QWidget window;
    auto* page = new QWidget(&window);
    setKeyHome(page);
    (new QVBoxLayout(&window))->addWidget(page);
    auto* layout = new QVBoxLayout(page);
    auto* choice = new QComboBox;
    choice->addItems({QStringLiteral("Adam"), QStringLiteral("RMSProp")});
    auto* list = new QListWidget;
    list->addItems({QStringLiteral("a"), QStringLiteral("r")});
    const QMap<QString, QWidget*> widgets{{QStringLiteral("slider"), new QSlider(Qt::Horizontal)},
                                          {QStringLiteral("choice"), choice},
                                          {QStringLiteral("check"), new QCheckBox},
                                          {QStringLiteral("button"), new QPushButton},
                                          {QStringLiteral("list"), list}};
    auto* field = new QLineEdit;
    layout->addWidget(field);
    for (QWidget* child : widgets) layout->addWidget(child);
    KeyGuard guard;
    int fired = 0;
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Right, Qt::Key_R})
        connect(new QShortcut(key, &window), &QShortcut::activated, &window, [&] { ++fired; });
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QWidget* clicked = widgets[widget];
    clicked->setFocus(Qt::MouseFocusReason);
    QVERIFY(!showsFocusRing(clicked));
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Right, Qt::Key_R}) QTest::keyClick(clicked, key);
    QCOMPARE(fired, 3);
    // Reached by Tab it shows that it has the keys.
    field->setFocus(Qt::TabFocusReason);
    clicked->setFocus(Qt::TabFocusReason);
    QVERIFY(showsFocusRing(clicked));
}

void TestShellWidgets::aClickBesideAFieldLeavesIt() {
    QWidget window;
    auto* page = new QWidget(&window);
    setKeyHome(page);
    (new QVBoxLayout(&window))->addWidget(page);
    auto* layout = new QVBoxLayout(page);
    auto* field = new QLineEdit;
    auto* label = new QLabel(QStringLiteral("Data"));
    layout->addWidget(field);
    layout->addWidget(label);
    KeyGuard guard;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::mouseClick(field, Qt::LeftButton);
    QVERIFY(showsFocusRing(field));
    QTest::mouseClick(label, Qt::LeftButton);
    QCOMPARE(QApplication::focusWidget(), page);
}

void TestShellWidgets::singleKeysStayWithTheFieldThatNeedsThem_data() {
    QTest::addColumn<QString>("widget");
    QTest::addColumn<bool>("space");
    QTest::addColumn<bool>("right");
    QTest::addColumn<bool>("letter");
    // True: the shortcut fires although the widget has the focus.
    QTest::newRow("nothing special") << QStringLiteral("plain") << true << true << true;
    QTest::newRow("text") << QStringLiteral("text") << false << false << false;
    QTest::newRow("number") << QStringLiteral("number") << false << false << false;
    QTest::newRow("slider") << QStringLiteral("slider") << true << false << true;
    QTest::newRow("choice") << QStringLiteral("choice") << false << false << false;
    QTest::newRow("canvas") << QStringLiteral("canvas") << true << false << true;
    QTest::newRow("button") << QStringLiteral("button") << false << true << true;
}

void TestShellWidgets::singleKeysStayWithTheFieldThatNeedsThem() {
    QFETCH(QString, widget);
    QWidget window;
    auto* layout = new QVBoxLayout(&window);
    auto* canvas = new QWidget;
    canvas->setProperty("wantsArrows", true);
    canvas->setFocusPolicy(Qt::StrongFocus);
    auto* plain = new QWidget;
    plain->setFocusPolicy(Qt::StrongFocus);
    const QMap<QString, QWidget*> widgets{
        {QStringLiteral("plain"), plain},           {QStringLiteral("text"), new QLineEdit},
        {QStringLiteral("number"), new QSpinBox},   {QStringLiteral("slider"), new QSlider(Qt::Horizontal)},
        {QStringLiteral("choice"), new QComboBox},  {QStringLiteral("canvas"), canvas},
        {QStringLiteral("button"), new QPushButton}};
    for (QWidget* child : widgets) layout->addWidget(child);
    KeyGuard guard;
    int space = 0, right = 0, letter = 0;
    connect(new QShortcut(Qt::Key_Space, &window), &QShortcut::activated, &window, [&] { ++space; });
    connect(new QShortcut(Qt::Key_Right, &window), &QShortcut::activated, &window, [&] { ++right; });
    connect(new QShortcut(Qt::Key_R, &window), &QShortcut::activated, &window, [&] { ++letter; });
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QWidget* focus = widgets[widget];
    focus->setFocus(Qt::TabFocusReason);
    QTRY_COMPARE(QApplication::focusWidget(), focus);
    QTest::keyClick(focus, Qt::Key_R);
    QTest::keyClick(focus, Qt::Key_Right);
    QTEST(letter == 1, "letter");
    QTEST(right == 1, "right");
    QTest::keyClick(focus, Qt::Key_Space);
    QTEST(space == 1, "space");
}

QTEST_MAIN(TestShellWidgets)
#include "test_shell_widgets.moc"
