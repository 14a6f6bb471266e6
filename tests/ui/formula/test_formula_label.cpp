#include "tests/support/scratch_home.h"
#include "tests/support/test.h"
#include "ui/formula/formula_label.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace glassbox;

/// A formula in a window: it follows theme and text size, and its terms are reached by mouse and by keyboard.
class TestFormulaLabel : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void cleanup();
    void mouseTellsTheTerm();
    void arrowsMoveBetweenTerms();
    void formulasWithoutTermsAreNoStopForTab();
    void followsThemeAndTextSize();
    void narrowRoomMakesItSmaller();
    void isReadAloudWithItsNumbers();
    void mistakesAreInTheToolTip();
    void menuGivesItAway();

  private:
    void open();
    QAction* menuEntry(const QString& words);

    ScratchHome m_home;
    std::unique_ptr<KeyGuard> m_guard;
    std::unique_ptr<ThemeSource> m_theme;
    std::unique_ptr<QWidget> m_window;
    QPushButton* m_before = nullptr;
    FormulaLabel* m_label = nullptr;
};

void TestFormulaLabel::open() {
    m_guard = std::make_unique<KeyGuard>();
    m_theme = std::make_unique<ThemeSource>(ThemeChoice::Light);
    m_window = std::make_unique<QWidget>();
    auto* column = new QVBoxLayout(m_window.get());
    m_before = new QPushButton(QStringLiteral("before"));
    m_label = new FormulaLabel(*m_theme, std::make_shared<const MathFont>());
    column->addWidget(m_before);
    column->addWidget(m_label);
    m_label->setTex(QStringLiteral("\\term{new}{w} \\leftarrow \\term{old}{w} - \\eta \\term{gradient}{g}"));
    m_window->resize(400, 150);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_before->setFocus();
}

void TestFormulaLabel::cleanup() {
    m_window.reset();
    m_theme.reset();
    m_guard.reset();
}

void TestFormulaLabel::mouseTellsTheTerm() {
    open();
    QSignalSpy hovered(m_label, &FormulaLabel::termHovered), chosen(m_label, &FormulaLabel::termChosen);
    const QPoint old = m_label->termRect(QStringLiteral("old")).center().toPoint();
    QTest::mouseMove(m_label, old);
    QTRY_COMPARE(hovered.count(), 1);
    QCOMPARE(hovered.takeFirst().at(0).toString(), QStringLiteral("old"));
    QTest::mouseClick(m_label, Qt::LeftButton, {}, old);
    QCOMPARE(chosen.count(), 1);
    QTest::mouseMove(m_label, QPoint(m_label->width() - 2, 2));
    QTRY_COMPARE(hovered.count(), 1);
    QVERIFY(hovered.takeFirst().at(0).toString().isEmpty());
    QTest::mouseClick(m_label, Qt::LeftButton, {}, QPoint(m_label->width() - 2, 2));
    QCOMPARE(chosen.count(), 1);
}

void TestFormulaLabel::arrowsMoveBetweenTerms() {
    open();
    QSignalSpy hovered(m_label, &FormulaLabel::termHovered), chosen(m_label, &FormulaLabel::termChosen);
    QTest::keyClick(m_before, Qt::Key_Tab);
    QVERIFY(m_label->hasFocus());
    QVERIFY(showsFocusRing(m_label));
    const QImage first = m_label->grab().toImage();
    QTest::keyClick(m_label, Qt::Key_Right);
    QTest::keyClick(m_label, Qt::Key_Right);
    QTest::keyClick(m_label, Qt::Key_Right);  // the last one stays
    QTest::keyClick(m_label, Qt::Key_Return);
    QTest::keyClick(m_label, Qt::Key_Left);
    QTest::keyClick(m_label, Qt::Key_Home);
    QStringList names;
    for (const auto& arguments : hovered) names += arguments.at(0).toString();
    QCOMPARE(names.join(u' '), QStringLiteral("new old gradient old new"));
    QCOMPARE(chosen.takeFirst().at(0).toString(), QStringLiteral("gradient"));
    QTest::keyClick(m_label, Qt::Key_End);
    QCOMPARE(m_label->accessibleDescription(), QStringLiteral("gradient"));
    QVERIFY(m_label->grab().toImage() != first);  // the mark is seen to move
    QTest::keyClick(m_label, Qt::Key_Backtab);
    QVERIFY(m_before->hasFocus());
    QVERIFY(hovered.last().at(0).toString().isEmpty());
}

void TestFormulaLabel::formulasWithoutTermsAreNoStopForTab() {
    open();
    m_label->setTex(QStringLiteral("a + b"));
    QTest::keyClick(m_before, Qt::Key_Tab);
    QVERIFY(!m_label->hasFocus());
}

void TestFormulaLabel::followsThemeAndTextSize() {
    open();
    const QSize small = m_label->sizeHint();
    const QImage light = m_label->grab().toImage();
    m_theme->setChoice(ThemeChoice::Dark);
    QVERIFY(m_label->grab().toImage() != light);
    m_theme->setTextScale(1.5);
    QVERIFY(m_label->sizeHint().width() > small.width() * 1.3);
    m_theme->setTextScale(1);
    QCOMPARE(m_label->sizeHint(), small);
    for (const Theme& theme : {Theme::light(), Theme::dark()}) {
        const FormulaPalette palette = formulaPalette(theme);
        QCOMPARE(palette.color(QStringLiteral("negative")), theme.negative);
        QCOMPARE(palette.color({}), theme.ink);
    }
}

void TestFormulaLabel::narrowRoomMakesItSmaller() {
    open();
    const int wide = m_label->sizeHint().width();
    const int whole = m_label->heightForWidth(wide), narrow = m_label->heightForWidth(wide * 7 / 10);
    QVERIFY(narrow < whole);
    QVERIFY(m_label->minimumSizeHint().width() < wide);
    m_label->setFixedWidth(wide * 7 / 10);
    QTRY_COMPARE(m_label->width(), wide * 7 / 10);
    const QRectF last = m_label->termRect(QStringLiteral("gradient"));
    QVERIFY(QRectF(m_label->rect()).contains(last));
    QSignalSpy hovered(m_label, &FormulaLabel::termHovered);
    QTest::mouseMove(m_label, last.center().toPoint());
    QTRY_VERIFY(hovered.count() > 0);
    QCOMPARE(hovered.last().at(0).toString(), QStringLiteral("gradient"));
}

void TestFormulaLabel::isReadAloudWithItsNumbers() {
    open();
    m_label->setTex(QStringLiteral("w = \\val{w}{+0.00}"));
    m_label->setValue(QStringLiteral("w"), QStringLiteral("0.50"));
    QCOMPARE(m_label->accessibleName(), QStringLiteral("w equals 0.50"));
    const QSize size = m_label->sizeHint();
    m_label->setValue(QStringLiteral("w"), QStringLiteral("-0.75"));
    QCOMPARE(m_label->sizeHint(), size);
}

void TestFormulaLabel::mistakesAreInTheToolTip() {
    open();
    QVERIFY(m_label->toolTip().isEmpty());
    m_label->setTex(QStringLiteral("\\frac{a}"));
    QVERIFY(m_label->toolTip().startsWith(QStringLiteral("At 1: ")));
    QVERIFY(m_label->sizeHint().width() > 20);
}

QAction* TestFormulaLabel::menuEntry(const QString& words) {
    QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(5, 5), m_label->mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(m_label, &event);
    auto* menu = m_label->findChild<QMenu*>(QStringLiteral("formulaMenu"));
    if (!menu) return nullptr;
    for (QAction* action : menu->actions()) {
        if (action->text().startsWith(words)) return action;
    }
    return nullptr;
}

void TestFormulaLabel::menuGivesItAway() {
    open();
    const auto choose = [this](const char* words) {
        QAction* action = menuEntry(QString::fromUtf8(words));
        QVERIFY2(action, words);
        QVERIFY(!action->toolTip().isEmpty());
        action->trigger();
        m_label->findChild<QMenu*>(QStringLiteral("formulaMenu"))->close();
        QTRY_VERIFY(!m_label->findChild<QMenu*>(QStringLiteral("formulaMenu")));
    };
    choose("Copy TeX");
    QCOMPARE(QGuiApplication::clipboard()->text(), m_label->formula().tex());
    choose("Copy in words");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("w becomes w minus eta g"));
    choose("Copy picture");
    QVERIFY(QGuiApplication::clipboard()->image().width() > m_label->sizeHint().width());
    const QString path = m_home.file(QStringLiteral("formula.svg"));
    m_label->questions.savePath = [&path](QWidget*, const Questions::File&) { return path; };
    choose("Save picture");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("<svg"));
}

QTEST_MAIN(TestFormulaLabel)
#include "test_formula_label.moc"
