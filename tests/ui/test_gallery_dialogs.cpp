#include "tests/ui/formula/formula_sheet.h"
#include "tests/ui/gallery.h"
#include "ui/cards/card_import_dialog.h"
#include "ui/exports/export_pictures_dialog.h"
#include "ui/formula/formula_label.h"
#include "ui/lab/csv_dialog.h"
#include "ui/plots/picture_dialog.h"
#include "ui/shell/actions.h"
#include "ui/shell/kept_runs_dialog.h"
#include "ui/shell/shortcut_help.h"

#include <QAction>
#include <QHBoxLayout>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTimer>

using namespace glassbox;

/// Dialogs and formulas.
class TestGalleryDialogs : public Gallery {
    Q_OBJECT

  private Q_SLOTS:
    void tableDialog();
    void keysDialog();
    void pictureDialogs();
    void keptRuns();
    void importingCards();
    void formulas();
};

void TestGalleryDialogs::tableDialog() {
    for (const bool dark : {false, true}) {
        ThemeSource theme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        CsvDialog dialog(writeFlowers(home()), theme);
        QSignalSpy read(&dialog, &CsvDialog::tableRead);
        dialog.show();
        QVERIFY(read.count() > 0 || read.wait());
        QTest::qWait(50);
        save(dialog, dark ? QStringLiteral("table-dialog-dark") : QStringLiteral("table-dialog-light"));
    }
}

void TestGalleryDialogs::keysDialog() {
    Composition glassbox;
    glassbox.theme().setChoice(ThemeChoice::Light);
    glassbox.window().start({});
    glassbox.window().show();
    for (const bool keys : {true, false}) {
        bool seen = false;
        QTimer::singleShot(300, this, [&] {
            QWidget* dialog = QApplication::activeModalWidget();
            if (!dialog) return;
            save(*dialog, keys ? QStringLiteral("keys-dialog") : QStringLiteral("about-dialog"));
            seen = true;
            dialog->close();
        });
        keys ? showShortcutHelp(*glassbox.window().actions(), &glassbox.window()) : showAbout(&glassbox.window());
        QTRY_VERIFY(seen);
    }
}

void TestGalleryDialogs::pictureDialogs() {
    for (const auto& [choice, name] : {std::pair(ThemeChoice::Light, "light"), std::pair(ThemeChoice::Dark, "dark"),
                                       std::pair(ThemeChoice::Projector, "projector")}) {
        ThemeSource theme(choice);
        PictureDialog picture([](const PictureSettings&) { return QSizeF(864, 552); }, {});
        picture.show();
        QCoreApplication::processEvents();
        save(picture, QStringLiteral("picture-dialog-") + QLatin1String(name));
        checkNothingIsCutOff(picture);
        picture.findChild<QSpinBox*>(QStringLiteral("pictureWidth"))->setValue(40'000);
        QCoreApplication::processEvents();
        save(picture, QStringLiteral("picture-dialog-problem-") + QLatin1String(name));
        const PictureCollection nothing{{},
                                        {QStringLiteral("backprop-step-network"), QStringLiteral("optimizers-race")}};
        ExportPicturesDialog all(nothing, {home(), {QStringLiteral("svg")}, {}}, theme);
        all.show();
        QCoreApplication::processEvents();
        save(all, QStringLiteral("pictures-dialog-") + QLatin1String(name));
        checkNothingIsCutOff(all);
    }
}

/// Two runs that were kept, in their list and behind the present one in the cost chart.
void TestGalleryDialogs::keptRuns() {
    for (const auto& [choice, name] : {std::pair(ThemeChoice::Light, "light"), std::pair(ThemeChoice::Dark, "dark"),
                                       std::pair(ThemeChoice::Projector, "projector")}) {
        Composition glassbox;
        glassbox.theme().setChoice(choice);
        glassbox.window().start({});
        glassbox.window().resize(1280, 800);
        glassbox.window().show();
        glassbox.window().showPage(QStringLiteral("Lab"));
        Experiment experiment = standardExperiment();
        train(glassbox, experiment, 60);
        const DocumentRuns& runs = glassbox.document().runs();
        for (const std::size_t kept : {std::size_t{1}, std::size_t{2}}) {
            glassbox.window().actions()->keepRun->trigger();
            QTRY_COMPARE(runs.kept.size(), kept);
            experiment.training.optimizer.options.set("learning_rate", 0.03 / static_cast<double>(kept));
            QVERIFY(glassbox.document().edit(QStringLiteral("Another rate"), experiment));
            glassbox.session().rewind();
            QTRY_COMPARE(glassbox.session().state(), RunState::Ready);
            glassbox.session().run();
            QTRY_VERIFY(glassbox.session().latest() && glassbox.session().latest()->epoch >= 60);
            glassbox.session().pause();
            QTRY_VERIFY(glassbox.session().state() != RunState::Running);
        }
        QTest::qWait(150);
        save(glassbox.window(), QStringLiteral("lab-kept-runs-") + QLatin1String(name));
        glassbox.window().actions()->keptRuns->trigger();
        auto* dialog = glassbox.window().findChild<KeptRunsDialog*>();
        QVERIFY(dialog && QTest::qWaitForWindowExposed(dialog));
        checkNothingIsCutOff(*dialog);
        save(*dialog, QStringLiteral("kept-runs-") + QLatin1String(name));
    }
}

/// All kinds of formulas, to be looked at beside TeX's.
void TestGalleryDialogs::importingCards() {
    const auto file = [this](CardFileKind kind, const char* name, int decks) {
        auto made = std::make_shared<CardFile>();
        made->kind = kind;
        made->path = home() + QLatin1Char('/') + QLatin1String(name);
        for (int i = 0; i < decks; ++i) {
            CardFileDeck deck{i == 0 ? QStringLiteral("Course::Neural networks::Basics")
                                     : QStringLiteral("Course::Part %1").arg(i + 1),
                              {},
                              {}};
            deck.cards.resize(static_cast<std::size_t>(120 + 7 * i));
            made->decks.push_back(std::move(deck));
        }
        return made;
    };
    const auto package = file(CardFileKind::Package, "course.apkg", 3);
    package->leftOut = 2;
    package->pictures = 31;
    const auto table = file(CardFileKind::Table, "words.csv", 1);
    const auto text = file(CardFileKind::Text, "mine.deck.md", 1);
    for (int row = 3; row < 40; row += 2) {
        table->mistakes += QStringLiteral("Row %1: it has no answer.").arg(row);
        text->mistakes += QStringLiteral(
                              "Line %1: the card \"sigmoid-%1\" has no answer; an answer stands below a "
                              "line of three hyphens.")
                              .arg(row);
    }
    CardTaking look{{{1, QStringLiteral("Course::Neural networks::Basics"), false, false, {3, 12, 105, 240}},
                     {2, QStringLiteral("Course::Part 2"), true, false, {127, 0, 0, 0}},
                     {3, QStringLiteral("Course::Part 3"), true, false, {134, 0, 0, 0}}}};
    const std::vector<StoredDeck> decks{{7, {}, QStringLiteral("My own cards"), {}, false, {}}};
    for (const auto& [choice, name] : {std::pair(ThemeChoice::Light, "light"), std::pair(ThemeChoice::Dark, "dark"),
                                       std::pair(ThemeChoice::Projector, "projector")}) {
        ThemeSource theme(choice);
        for (const std::shared_ptr<CardFile>& one : {package, table, text}) {
            auto* dialog = new CardImportDialog(one, decks, 7);
            if (one->canBeTaken()) dialog->setLook(look);
            dialog->show();
            QCoreApplication::processEvents();
            save(*dialog, QStringLiteral("import-cards-%1-%2").arg(QFileInfo(one->path).suffix(), QLatin1String(name)));
            checkNothingIsCutOff(*dialog);
            delete dialog;
        }
    }
}

void TestGalleryDialogs::formulas() {
    const auto font = std::make_shared<const MathFont>();
    for (const bool dark : {false, true}) {
        ThemeSource theme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        QWidget sheet;
        sheet.setAutoFillBackground(true);
        QPalette palette = sheet.palette();
        palette.setColor(QPalette::Window, theme.theme().panel);
        sheet.setPalette(palette);
        auto* columns = new QHBoxLayout(&sheet);
        columns->setContentsMargins(24, 24, 24, 24);
        columns->setSpacing(48);
        QVBoxLayout* column = nullptr;
        int count = 0;
        for (const char* tex : formulaSheet) {
            if (count++ % ((std::size(formulaSheet) + 1) / 2) == 0) {
                columns->addLayout(column = new QVBoxLayout);
                column->setSpacing(theme.theme().gap);
            }
            auto* label = new FormulaLabel(theme, font, &sheet);
            label->setTex(QString::fromUtf8(tex));
            QVERIFY2(label->formula().isValid(), qPrintable(label->formula().error()));
            label->setValue(QStringLiteral("w"), QStringLiteral("0.731"));
            label->setValue(QStringLiteral("g"), QStringLiteral("-0.125"));
            label->highlight(QStringLiteral("old"));
            column->addWidget(label);
        }
        const int width = sheet.sizeHint().width();
        sheet.resize(width, columns->totalHeightForWidth(width));
        sheet.show();
        save(sheet, dark ? QStringLiteral("formulas-dark") : QStringLiteral("formulas-light"));
    }
}

QTEST_MAIN(TestGalleryDialogs)
#include "test_gallery_dialogs.moc"
