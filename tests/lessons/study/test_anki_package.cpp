#include "lessons/study/anki_package.h"
#include "lessons/study/card_markup.h"
#include "lessons/study/zip_package.h"
#include "tests/lessons/study/opened_store.h"
#include "tests/support/python.h"
#include "tests/support/test.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <random>

using namespace glassbox;

namespace {

const QDate day(2026, 11, 21);
constexpr qint64 dayLength = 86'400'000;
constexpr qint64 now = 20'000 * dayLength + dayLength / 2;

Deck sample() {
    Flashcard sigmoid{
        QStringLiteral("sigmoid"),
        {"F4", "F5"},
        {"3"},
        {"activation", "curve"},
        QStringLiteral("lab one-neuron epochs=20"),
        QStringLiteral("flow a -> b"),
        QStringLiteral("What is **the** sigmoid of $z < 0$?"),
        QStringLiteral("A `curve` & *more*:\n\n$$\\frac{1}{1+e^{-z}}$$\n\n- one\n- two \\$\n\nLast\nline.")};
    Flashcard relu{QStringLiteral("relu"), {}, {}, {}, {}, {}, QStringLiteral("relu(-2)?"), QStringLiteral("0")};
    return {QStringLiteral("Foundations"), QStringLiteral("What it is."), {sigmoid, relu}};
}

StoredSchedule reviewed(qint64 at, double stability, int days, int reps) {
    return {CardPhase::Review, 0, stability, 5.5, at + days * dayLength, at, reps, 1, false};
}

/// Two reviews of the first card of the sample.
qint64 filled(CardStore& store) {
    const qint64 deck = store.takeShipped(QStringLiteral("foundations"), sample());
    const StoredCard first = store.browse(deck, {}, now).front();
    store.review(first.id, first.state, reviewed(now - 5 * dayLength, 2.5, 3, 1), 3, now - 5 * dayLength, 4000);
    store.review(first.id, store.card(first.id)->state, reviewed(now, 12.25, 12, 2), 5, now, 3000);
    return deck;
}

const char* const dumpScript = R"(
import sqlite3, sys, zipfile, json, os
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
open(sys.argv[2], 'wb').write(z.read('collection.anki2'))
c = sqlite3.connect(sys.argv[2])
assert c.execute('pragma integrity_check').fetchone()[0] == 'ok'
crt, ver, models, decks = c.execute('select crt, ver, models, decks from col').fetchone()
media = json.loads(z.read('media'))
model = list(json.loads(models).values())[0]
notes = [dict(guid=g, tags=t.split(), fields=dict(zip([f['name'] for f in model['flds']], f.split('\x1f'))))
         for g, t, f in c.execute('select guid, tags, flds from notes order by id')]
cards = [dict(type=t, queue=q, due=d, day=crt // 86400 + d, ivl=i, reps=r, lapses=l, deck=json.loads(decks)[str(did)]['name'], data=data)
         for t, q, d, i, r, l, did, data in c.execute('select type, queue, due, ivl, reps, lapses, did, data from cards order by id')]
log = [list(r) for r in c.execute('select id, ease, time, type from revlog order by id')]
pictures = {name: z.read(number).decode('latin-1') for number, name in media.items()}
json.dump(dict(ver=ver, notes=notes, cards=cards, log=log, pictures=pictures,
               orphans=c.execute('select count(*) from cards where nid not in (select id from notes)').fetchone()[0]),
          open(sys.argv[3], 'w'))
)";

// A collection as Anki 2.1 writes it, made by hand: a basic note that is reviewed, one with two cards, a cloze, a
// suspended one.
const char* const makeScript = R"py(
import sqlite3, sys, zipfile, json
c = sqlite3.connect(sys.argv[2])
c.executescript('''
create table col (id integer primary key, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags);
create table notes (id integer primary key, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data);
create table cards (id integer primary key, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses,
                    left, odue, odid, flags, data);
create table revlog (id integer primary key, cid, usn, ease, ivl, lastIvl, factor, time, type);
create table graves (usn, oid, type);
''')
field = lambda *names: [dict(name=n, ord=i) for i, n in enumerate(names)]
basic = [dict(qfmt='{{Front}}', afmt='{{FrontSide}}<hr id=answer>{{Back}}'),
         dict(qfmt='{{#Back}}{{Back}}{{/Back}}', afmt='{{Front}}')]
models = {'10': dict(name='Basic', type=0, flds=field('Front', 'Back'), tmpls=basic),
          '11': dict(name='Cloze', type=1, flds=field('Text'), tmpls=[dict(qfmt='{{cloze:Text}}', afmt='{{cloze:Text}}')])}
decks = {'1': dict(name='Default', desc=''), '77': dict(name='Course::Nets', desc='By <b>hand</b>')}
c.execute('insert into col values (1,1700000000,0,0,11,0,0,0,?,?,?,?,?)',
          ('{}', json.dumps(models), json.dumps(decks), '{}', '{}'))
def note(i, mid, tags, *f):
    c.execute('insert into notes values (?,?,?,0,0,?,?,0,0,0,0)', (i, 'guid%d' % i, mid, tags, '\x1f'.join(f)))
def card(i, nid, o, typ, queue, due, ivl, factor, reps, lapses, data=''):
    c.execute('insert into cards values (?,?,77,?,0,0,?,?,?,?,?,?,?,0,0,0,0,?)',
              (i, nid, o, typ, queue, due, ivl, factor, reps, lapses, data))
note(1, 10, ' nets easy ', sys.argv[3], 'An <b>answer</b><script>alert(1)</script> with \\(x &lt; 1\\)<br>'
     '<img src="a.png"><ul><li>one</li><li>two</li></ul>')
note(2, 11, '', 'The {{c1::loss::what?}} is {{c2::small}}')
card(100, 1, 0, 2, 2, 30, 21, 2500, 5, 1)
card(101, 1, 1, 0, 0, 4, 0, 0, 0, 0)
card(102, 2, 0, 2, -1, 31, 10, 1300, 3, 2, '{"s":8.5,"d":7.25}')
card(103, 2, 1, 1, 1, 1702000000, 0, 0, 1, 0)
for t, ease, last, kind in [(1700100000000, 3, -600, 0), (1700200000000, 1, 3, 1), (1700300000000, 2, 1, 2),
                            (1700700000000, 4, 4, 1)]:
    c.execute('insert into revlog values (?,100,0,?,21,?,2500,4321,?)', (t, ease, last, kind))
c.commit()
c.close()
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    z.write(sys.argv[2], 'collection.anki2')
    z.writestr('media', '{"0": "a.png"}')
    z.writestr('0', 'picture')
)py";

}  // namespace

class TestAnkiPackage : public GlassboxTest {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char* name) { return m_folder.filePath(QLatin1String(name)); }

    QByteArray byHand(const QString& question) {
        QFile::remove(path("hand.db"));
        const PythonResult made = runPython(
            {QStringLiteral("-c"), QString::fromUtf8(makeScript), path("hand.apkg"), path("hand.db"), question});
        if (made.code != 0) qCritical("%s", made.said.constData());
        return contents(path("hand.apkg"));
    }

  private Q_SLOTS:
    void initTestCase() {
        if (!pythonHas(QStringLiteral("sqlite3, zipfile"))) QSKIP("Python has no sqlite3");
    }

    void whatIsExportedIsReadByAnIndependentReader() {
        OpenedStore store(path("out.sqlite"), day);
        const qint64 deck = filled(store);
        const auto cards = store.exchanged(deck);
        const QByteArray png("\x89PNG picture", 12);
        QFile file(path("out.apkg"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(writeAnkiPackage({{QStringLiteral("Foundations"), QStringLiteral("About"), cards}},
                                    {{cards[0].guid, png}}, now));
        file.close();
        const PythonResult read = runPython(
            {QStringLiteral("-c"), QString::fromUtf8(dumpScript), path("out.apkg"), path("out.db"), path("out.json")});
        QVERIFY2(read.code == 0, read.said.constData());
        const QJsonObject found = QJsonDocument::fromJson(contents(path("out.json"))).object();
        QCOMPARE(found["ver"].toInt(), 11);
        QCOMPARE(found["orphans"].toInt(), 0);
        const QJsonObject note = found["notes"][0].toObject();
        QCOMPARE(note["guid"].toString(), QStringLiteral("glassbox:foundations/sigmoid"));
        QCOMPARE(note["tags"].toVariant().toStringList(), QStringList({"activation", "curve"}));
        const QJsonObject fields = note["fields"].toObject();
        QCOMPARE(fields["Question"].toString(), QStringLiteral("<p>What is <b>the</b> sigmoid of \\(z &lt; 0\\)?</p>"));
        QCOMPARE(
            fields["Answer"].toString(),
            QStringLiteral(
                "<p>A <code>curve</code> &amp; <i>more</i>:</p><div>\\[\\frac{1}{1+e^{-z}}\\]</div><ul><li>one</li>"
                "<li>two $</li></ul><p>Last line.</p>"));
        QVERIFY(fields["Picture"].toString().startsWith(QStringLiteral("<img src=\"glassbox-")));
        QCOMPARE(found["pictures"].toObject().begin()->toString().toLatin1(), png);
        const QJsonObject first = found["cards"][0].toObject(), second = found["cards"][1].toObject();
        QCOMPARE(first["deck"].toString(), QStringLiteral("Foundations"));
        QCOMPARE(first["type"].toInt(), 2);
        QCOMPARE(first["queue"].toInt(), 2);
        QCOMPARE(first["day"].toInt(), 20'012);
        QCOMPARE(first["ivl"].toInt(), 12);
        QCOMPARE(first["reps"].toInt(), 2);
        QCOMPARE(QJsonDocument::fromJson(first["data"].toString().toUtf8()).object()["s"].toDouble(), 12.25);
        QCOMPARE(second["type"].toInt(), 0);
        QCOMPARE(found["log"].toArray().size(), qsizetype{2});
        QCOMPARE(found["log"][0].toArray()[0].toDouble(), static_cast<double>(now - 5 * dayLength));
        QCOMPARE(found["log"][0].toArray()[1].toInt(), 3);
        QCOMPARE(found["log"][1].toArray()[1].toInt(), 4);
        QCOMPARE(found["log"][1].toArray()[2].toInt(), 3000);
    }

    void anExportComesBackWhole() {
        OpenedStore store(path("from.sqlite"), day);
        const qint64 deck = filled(store);
        const QByteArray package = writeAnkiPackage(
            {{QStringLiteral("Foundations"), QStringLiteral("About"), store.exchanged(deck)}}, {}, now);
        const AnkiPackage read = readAnkiPackage(package);
        QCOMPARE(read.decks.size(), std::size_t{1});
        // Into the store that it is from: nothing changes.
        QCOMPARE(store.deckFor(read.decks[0].name, {}, read.decks[0].cards), deck);
        const ExchangeCounts same = store.takeExchanged(deck, read.decks[0].cards);
        QCOMPARE(same.unchanged, 2);
        QCOMPARE(same.added + same.updated + same.reviews, 0);
        QVERIFY(!store.browse(deck, {}, now)[0].edited);
        // Into another: cards, schedule and log are there.
        OpenedStore other(path("to.sqlite"), day);
        const qint64 there = other.deckFor(read.decks[0].name, read.decks[0].about, read.decks[0].cards);
        QCOMPARE(other.deck(there)->about, QStringLiteral("About"));
        QCOMPARE(other.takeExchanged(there, read.decks[0].cards).added, 2);
        const auto cards = other.browse(there, QStringLiteral("sigmoid of"), now);
        QCOMPARE(cards.size(), std::size_t{1});
        Flashcard expected = sample().cards[0];
        expected.answer.replace(QStringLiteral("Last\nline"), QStringLiteral("Last line"));
        QCOMPARE(cards[0].card.answer, expected.answer);
        QVERIFY(cards[0].card == expected);
        QCOMPARE(cards[0].state.stability, 12.25);
        QCOMPARE(cards[0].state.lastReview, now);
        QCOMPARE(cards[0].state.due / dayLength, now / dayLength + 12);
        QCOMPARE(other.reviews(there).size(), std::size_t{2});
        QCOMPARE(other.deckFor(QStringLiteral("Renamed"), {}, read.decks[0].cards), there);
        QCOMPARE(other.takeExchanged(there, read.decks[0].cards).unchanged, 2);
    }

    void aCollectionMadeByHandComesWithItsSchedule() {
        const AnkiPackage package = readAnkiPackage(byHand(QStringLiteral("What is <i>it</i>?")));
        QCOMPARE(package.decks.size(), std::size_t{1});
        const AnkiDeck& deck = package.decks[0];
        QCOMPARE(deck.name, QStringLiteral("Course::Nets"));
        QCOMPARE(deck.about, QStringLiteral("By **hand**"));
        QCOMPARE(deck.cards.size(), std::size_t{4});
        QCOMPARE(package.pictures, 2);
        const auto of = [&](const char* guid) {
            for (const ExchangedCard& card : deck.cards)
                if (card.guid == QLatin1String(guid)) return card;
            return ExchangedCard();
        };
        const ExchangedCard basic = of("guid1");
        QCOMPARE(basic.card.question, QStringLiteral("What is *it*?"));
        QCOMPARE(basic.card.answer, QStringLiteral("An **answer** with $x < 1$\n\n- one\n- two"));
        QCOMPARE(basic.card.tags, QStringList({"nets", "easy"}));
        QCOMPARE(basic.state.phase, CardPhase::Review);
        QCOMPARE(basic.state.due, (1'700'000'000 + 30 * qint64{86'400}) * 1000);
        QCOMPARE(basic.state.stability, 21.0);
        QCOMPARE(basic.state.difficulty, 5.0);
        QCOMPARE(basic.state.reps, 5);
        QCOMPARE(basic.state.lapses, 1);
        QCOMPARE(basic.state.lastReview, 1'700'700'000'000);
        QCOMPARE(basic.log.size(), std::size_t{4});
        QCOMPARE(basic.log[0].before.phase, CardPhase::New);
        QCOMPARE(basic.log[2].before.phase, CardPhase::Relearning);
        QCOMPARE(basic.log[3].known, 5);
        QCOMPARE(basic.log[3].milliseconds, 4321);
        QCOMPARE(of("guid1#1").card.answer, QStringLiteral("What is *it*?"));
        QCOMPARE(of("guid1#1").state.phase, CardPhase::New);
        QCOMPARE(of("guid2").card.question, QStringLiteral("The [what?] is small"));
        QCOMPARE(of("guid2").card.answer, QStringLiteral("The **loss** is small"));
        QVERIFY(of("guid2").suspended);
        QCOMPARE(of("guid2").state.stability, 8.5);
        QCOMPARE(of("guid2").state.difficulty, 7.25);
        QCOMPARE(of("guid2#1").state.phase, CardPhase::Learning);
        QCOMPARE(of("guid2#1").state.due, 1'702'000'000'000);
    }

    void importedAgainItUpdatesAndNeverDoubles() {
        OpenedStore store(path("again.sqlite"), day);
        AnkiDeck deck = readAnkiPackage(byHand(QStringLiteral("Old"))).decks[0];
        const qint64 id = store.deckFor(deck.name, deck.about, deck.cards);
        QCOMPARE(store.takeExchanged(id, deck.cards).added, 4);
        const StoredCard old = store.browse(id, QStringLiteral("old tag:nets is:due"), now).front();
        const qint64 later = now + 100;
        store.review(old.id, old.state, reviewed(later, 40, 30, 6), 3, later, 0);
        deck = readAnkiPackage(byHand(QStringLiteral("Better"))).decks[0];
        QCOMPARE(store.deckFor(deck.name, deck.about, deck.cards), id);
        const ExchangeCounts counts = store.takeExchanged(id, deck.cards);
        QCOMPARE(counts.added, 0);
        QCOMPARE(counts.updated, 2);  // both cards of the note
        QCOMPARE(counts.reviews, 0);
        QCOMPARE(store.browse(id, {}, now).size(), std::size_t{4});
        QCOMPARE(store.card(old.id)->card.question, QStringLiteral("Better"));
        QCOMPARE(store.card(old.id)->state.stability, 40.0);  // what was reviewed here since then stays
        QCOMPARE(store.reviews(id).size(), std::size_t{5});
    }

    void hostilePackagesAreRefused() {
        const QString script = QStringLiteral(R"(
import sys, zipfile, warnings
warnings.simplefilter('ignore')
def make(name, *files):
    with zipfile.ZipFile(sys.argv[1] + '/' + name, 'w', zipfile.ZIP_DEFLATED) as z:
        for n, b in files: z.writestr(n, b)
make('up.apkg', ('../collection.anki2', b'x'))
make('twice.apkg', ('collection.anki2', b'x'), ('collection.anki2', b'y'))
make('none.apkg', ('media', b'{}'))
make('new.apkg', ('collection.anki21b', b'x'), ('collection.anki2', b'x'))
make('text.apkg', ('collection.anki2', b'no database' * 1000))
make('many.apkg', *[(str(i), b'') for i in range(20001)])
make('bomb.apkg', *[('f%d' % i, bytes(90 << 20)) for i in range(6)])
import sqlite3
c = sqlite3.connect(sys.argv[1] + '/view.db'); c.execute('create view col as select 1'); c.commit(); c.close()
make('view.apkg', ('collection.anki2', open(sys.argv[1] + '/view.db', 'rb').read()))
)");
        const PythonResult made = runPython({QStringLiteral("-c"), script, m_folder.path()});
        QVERIFY2(made.code == 0, made.said.constData());
        const auto said = [&](const char* name) { return sentenceOf([&] { readAnkiPackage(contents(path(name))); }); };
        QVERIFY(said("up.apkg").contains(QStringLiteral("leads out")));
        QVERIFY(said("twice.apkg").contains(QStringLiteral("twice")));
        QVERIFY(said("none.apkg").contains(QStringLiteral("no collection")));
        QVERIFY(said("new.apkg").contains(QStringLiteral("Support older Anki versions")));
        QVERIFY(said("text.apkg").contains(QStringLiteral("damaged")));
        QVERIFY(said("many.apkg").contains(QStringLiteral("more files")));
        QVERIFY(said("bomb.apkg").contains(QStringLiteral("512 MB")));
        QVERIFY(said("view.apkg").contains(QStringLiteral("damaged")));
        QVERIFY(sentenceOf([] { readAnkiPackage("PK"); }).contains(QStringLiteral("damaged")));
        QVERIFY(sentenceOf([] { readAnkiPackage({}); }).contains(QStringLiteral("damaged")));
    }

    void damagedPackagesNeverCrash() {
        const QByteArray good = byHand(QStringLiteral("Q"));
        auto files = unzipFiles(good);
        std::mt19937 random(5);
        for (int round = 0; round < 200; ++round) {
            QByteArray bytes = good;
            if (round % 2) {  // the collection inside
                QByteArray collection = files.at(QStringLiteral("collection.anki2"));
                for (int i = 0; i < 10; ++i)
                    collection[static_cast<qsizetype>(random() % static_cast<unsigned>(collection.size()))] =
                        static_cast<char>(random());
                bytes = zipFiles({{QStringLiteral("collection.anki2"), collection}});
            } else {
                for (int i = 0; i < 3; ++i)
                    bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()))] =
                        static_cast<char>(random());
                if (round % 3 == 0)
                    bytes.truncate(static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size())));
            }
            QVERIFY(!sentenceOf([&] { readAnkiPackage(bytes); }).isEmpty());
        }
    }

    void htmlBecomesMarkup_data() {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("markup");
        QTest::newRow("plain") << "a &amp; b &#65; &#x42; &unknown;"
                               << "a & b A B &unknown;";
        QTest::newRow("escapes") << "5$ * `x` \\n"
                                 << "5\\$ \\* \\`x\\` \\\\n";
        QTest::newRow("scripts") << "a<script>if (1<2) x('</b>')</script>b<!-- c > d -->e<style>p{}</style>"
                                 << "abe";
        QTest::newRow("open script") << "a<script>b"
                                     << "a";
        QTest::newRow("handlers") << "<b onclick=\"x()\">a</b>"
                                  << "**a**";
        QTest::newRow("blocks") << "<p>a</p><div>b<br>c</div>"
                                << "a\n\nb\n\nc";
        QTest::newRow("nested") << "<b>a <i>b</i></b> c<i> d </i>e"
                                << "**a b** c *d* e";
        QTest::newRow("list") << "x<ol><li>a<li>b</ol>y"
                              << "x\n\n- a\n- b\n\ny";
        QTest::newRow("formulas") << "\\(a &lt; <b>b</b>\\) and \\[c\\] [$]d[/$]"
                                  << "$a < b$ and\n\n$$c$$\n\n$d$";
        QTest::newRow("mathjax") << "<anki-mathjax block=\"true\">x^2</anki-mathjax>"
                                 << "$$x^2$$";
        QTest::newRow("strong formula") << "<b>a \\(x\\) b</b>"
                                        << "**a** $x$ **b**";
        QTest::newRow("less") << "1 < 2 <"
                              << "1 < 2 <";
    }
    void htmlBecomesMarkup() {
        QFETCH(QString, html);
        QFETCH(QString, markup);
        QCOMPARE(markupFromHtml(html), markup);
    }
};

QTEST_GUILESS_MAIN(TestAnkiPackage)
#include "test_anki_package.moc"
