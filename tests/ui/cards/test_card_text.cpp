#include "tests/support/scratch_home.h"
#include "tests/support/test.h"
#include "ui/cards/card_text.h"
#include "ui/cards/shipped_decks.h"
#include "ui/shell/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

using namespace glassbox;

/// The texts of cards: words, formulas and lists at their places, at every width.
class TestCardText : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void nothingLeavesTheColumn_data();
    void nothingLeavesTheColumn();
    void wordsAreAllThereInOrder();
    void formulasStandOnTheLine();
    void formulasKeepTheirPunctuation();
    void tallFormulasPushLinesApart();
    void wideFormulasAreScaledDown();
    void displaysAreCentred();
    void itemsHang();
    void longWordsAreBroken();
    void brokenFormulasStandAsTyped();
    void mistakesNameTheirLines();
    void isReadAloud();
    void menuCopiesWordsAndMarkup();
    void growsWithItsScale();

  private:
    CardTextContent content(const QString& text) { return {text, m_font}; }
    CardTextLayout layOut(const QString& text, double width) { return layOutCardText(content(text), m_fonts, width); }

    ScratchHome m_home;
    ThemeSource m_theme{ThemeChoice::Light};
    MathFontPtr m_font = std::make_shared<const MathFont>();
    CardTextFonts m_fonts = CardTextFonts::of(Theme::light(), CardTextFonts::Kind::Answer);
};

namespace {

using Piece = CardTextPiece;

QStringList texts(const CardTextLayout& layout) {
    QStringList all;
    for (const Piece& piece : layout.pieces) all += piece.text;
    return all;
}

}  // namespace

void TestCardText::nothingLeavesTheColumn_data() {
    QTest::addColumn<QString>("text");
    for (const auto& [file, deck] : readShippedDecks()) {
        for (const Flashcard& card : deck.cards) {
            QTest::newRow(qPrintable(file + '/' + card.id + " question")) << card.question;
            QTest::newRow(qPrintable(file + '/' + card.id + " answer")) << card.answer;
        }
    }
}

void TestCardText::nothingLeavesTheColumn() {
    QFETCH(QString, text);
    const CardTextContent whole = content(text);
    QCOMPARE(whole.mistakes(QStringLiteral("Text")), QStringList());
    for (const auto kind : {CardTextFonts::Kind::Question, CardTextFonts::Kind::Answer}) {
        const CardTextFonts fonts = CardTextFonts::of(Theme::light(), kind);
        for (const double width : {260.0, 480.0, 720.0}) {
            const CardTextLayout layout = layOutCardText(whole, fonts, width);
            QVERIFY(!layout.pieces.empty());
            const QRectF room(-0.5, -0.5, width + 1, layout.size.height() + 1);
            for (std::size_t i = 0; i < layout.pieces.size(); ++i) {
                const Piece& piece = layout.pieces[i];
                QVERIFY2(room.contains(piece.rect), qPrintable(piece.text));
                for (std::size_t j = 0; j < i; ++j)
                    QVERIFY2(!piece.rect.adjusted(0.6, 0.6, -0.6, -0.6)
                                  .intersects(layout.pieces[j].rect.adjusted(0.6, 0.6, -0.6, -0.6)),
                             qPrintable(piece.text + QStringLiteral(" lies on ") + layout.pieces[j].text));
            }
        }
    }
}

void TestCardText::wordsAreAllThereInOrder() {
    const QString text = QStringLiteral("A *unit* weighs `x` by **weights**.\n\nThen it bends.");
    for (const double width : {90.0, 140.0, 600.0}) {
        const QStringList words{"A", "unit", "weighs", "x", "by", "weights", ".", "Then", "it", "bends."};
        QCOMPARE(texts(layOut(text, width)).join('|'), words.join('|'));
    }
}

void TestCardText::formulasStandOnTheLine() {
    const CardTextLayout layout = layOut(QStringLiteral("slope $x_1$ here"), 500);
    QCOMPARE(layout.pieces.size(), std::size_t{3});
    QCOMPARE(layout.pieces[1].kind, Piece::Kind::Formula);
    QCOMPARE(layout.pieces[1].baseline, layout.pieces[0].baseline);
    QVERIFY(layout.pieces[1].rect.bottom() > layout.pieces[1].baseline);  // the index hangs below
    QVERIFY(layout.pieces[1].rect.left() > layout.pieces[0].rect.right());
    QVERIFY(layout.pieces[2].rect.left() > layout.pieces[1].rect.right());
}

void TestCardText::formulasKeepTheirPunctuation() {
    const QString text = QStringLiteral("Weights ($w$), always.");
    for (double width = 60; width < 300; width += 5) {
        const CardTextLayout layout = layOut(text, width);
        double baseline = 0;
        for (const Piece& piece : layout.pieces) {
            if (piece.text == QStringLiteral("(")) baseline = piece.baseline;
            if (piece.text == QStringLiteral("w") || piece.text == QStringLiteral("),"))
                QCOMPARE(piece.baseline, baseline);
        }
        QVERIFY(baseline > 0);
    }
}

void TestCardText::tallFormulasPushLinesApart() {
    const QString low = QStringLiteral("one two three $x$ four five six seven");
    const QString tall = QStringLiteral("one two three $\\dfrac{\\partial C}{\\partial w}$ four five six seven");
    QVERIFY(layOut(tall, 180).size.height() > layOut(low, 180).size.height() + 5);
}

void TestCardText::wideFormulasAreScaledDown() {
    const QString wide = QStringLiteral("$$a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r+s+t+u+v+w+x+y+z$$");
    const Piece broad = layOut(wide, 2000).pieces[0], narrow = layOut(wide, 250).pieces[0];
    QVERIFY(broad.rect.width() > 250);
    QVERIFY(narrow.rect.width() <= 250.01);
    QVERIFY(narrow.pixels < broad.pixels);
    const QString inLine = QString(wide).replace(QStringLiteral("$$"), QStringLiteral("$"));
    QVERIFY(layOut(inLine, 250).pieces[0].rect.width() <= 250.01);
}

void TestCardText::displaysAreCentred() {
    const CardTextLayout layout = layOut(QStringLiteral("Above\n\n$$y = f(x)$$\n\nBelow"), 400);
    QCOMPARE(layout.pieces.size(), std::size_t{3});
    QVERIFY(layout.pieces[1].display);
    QVERIFY(qAbs(layout.pieces[1].rect.center().x() - 200) < 0.01);
    QVERIFY(layout.pieces[1].rect.top() > layout.pieces[0].rect.bottom());
    QVERIFY(layout.pieces[2].rect.top() > layout.pieces[1].rect.bottom());
}

void TestCardText::itemsHang() {
    const CardTextLayout layout = layOut(QStringLiteral("- some words that need two lines\n- more"), 130);
    QCOMPARE(layout.pieces[0].kind, Piece::Kind::Bullet);
    const double left = layout.pieces[1].rect.left();
    QVERIFY(left > layout.pieces[0].rect.right());
    int lines = 0, bullets = 0;
    double baseline = -1;
    for (const Piece& piece : layout.pieces) {
        if (piece.kind == Piece::Kind::Bullet) {
            ++bullets;
            continue;
        }
        if (piece.baseline == baseline) continue;
        baseline = piece.baseline;
        ++lines;
        QCOMPARE(piece.rect.left(), left);
    }
    QCOMPARE(bullets, 2);
    QVERIFY(lines > 2);
}

void TestCardText::longWordsAreBroken() {
    const QString word = QString(300, 'm') + QStringLiteral("e\u0301") + QString(20, 'n');
    for (const QString& text : {word, '`' + word + '`', QStringLiteral("**x**") + word + QStringLiteral("$y$.")}) {
        const CardTextLayout layout = layOut(text, 120);
        QString all;
        for (const Piece& piece : layout.pieces) {
            QVERIFY(piece.rect.right() <= 120.5);
            QVERIFY(!piece.text.startsWith(QChar(0x301)));  // an accent stays with its letter
            all += piece.text;
        }
        QVERIFY(all.contains(word));
    }
    QVERIFY(layOut(QString(60'000, 'm'), 300).pieces.size() > 1000);
    QVERIFY(layOut(QStringLiteral("wide"), 1).pieces.size() >= 4);  // no room at all: letter by letter
}

void TestCardText::brokenFormulasStandAsTyped() {
    CardText text(m_theme, m_font, CardText::Kind::Answer);
    text.setText(QStringLiteral("Look: $\\frac{1}$ and $$"));
    text.resize(500, text.heightForWidth(500));
    const CardTextLayout layout = layOutCardText(text.content(), m_fonts, 500);
    bool found = false;
    for (const Piece& piece : layout.pieces) {
        if (piece.text != QStringLiteral("$\\frac{1}$")) continue;
        found = true;
        QCOMPARE(piece.span, MarkupSpan::Kind::Code);
        QVERIFY(text.mistakeAt(piece.rect.center()).contains(QStringLiteral("\\frac needs two groups")));
    }
    QVERIFY(found);
    QVERIFY(text.mistakeAt({2, 10}).isEmpty());
    QVERIFY(texts(layout).join(QString()).endsWith(QStringLiteral("and$$")));
    QVERIFY(texts(layOut(QStringLiteral("$$\\frac{1}$$"), 500)).join(' ').contains(QStringLiteral("$$\\frac{1}$$")));
}

void TestCardText::mistakesNameTheirLines() {
    const QStringList mistakes =
        content(QStringLiteral("Fine $x$.\n\nHere $\\frac{1}$\n\nand **there\n\n$$\\nonsense$$"))
            .mistakes(QStringLiteral("Answer"));
    QCOMPARE(mistakes.size(), 3);
    QVERIFY2(mistakes[0].startsWith(QStringLiteral("Answer, line 3, formula: At ")), qPrintable(mistakes[0]));
    QCOMPARE(mistakes[1], QStringLiteral("Answer, line 5: strong text has no closing **."));
    QVERIFY2(mistakes[2].startsWith(QStringLiteral("Answer, line 7, formula: At ")), qPrintable(mistakes[2]));
}

void TestCardText::isReadAloud() {
    CardText text(m_theme, m_font, CardText::Kind::Question);
    text.setText(QStringLiteral("What is $x^2$ at **zero**?"));
    QCOMPARE(text.accessibleName(), QStringLiteral("What is x squared at zero?"));
}

void TestCardText::menuCopiesWordsAndMarkup() {
    CardText text(m_theme, m_font, CardText::Kind::Answer);
    const QString markup = QStringLiteral("A *slope* is $\\sigma'$.\n\n- one\n- `two`\n\n$$a = b$$");
    text.setText(markup);
    QMenu* menu = text.makeMenu();
    menu->actions().at(0)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("A slope is \\sigma'.\n- one\n- two\na = b"));
    menu->actions().at(1)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), markup);
}

void TestCardText::growsWithItsScale() {
    CardText text(m_theme, m_font, CardText::Kind::Answer);
    text.setText(QStringLiteral("Some words with $x$ in them, long enough for two lines or three at this width."));
    const int before = text.heightForWidth(300);
    text.setScale(1.5);
    QVERIFY(text.heightForWidth(300) > before * 3 / 2);
    text.setScale(1);
    m_theme.setTextScale(1.5);
    QVERIFY(text.heightForWidth(300) > before * 3 / 2);
    m_theme.setTextScale(1);
}

QTEST_MAIN(TestCardText)
#include "test_card_text.moc"
