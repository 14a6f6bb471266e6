#include "lessons/study/anki_schema.h"

#include "lessons/study/anki_note_type.h"

#include <QJsonArray>

namespace glassbox {

QStringList ankiTables() {
    return {
        "CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null, "
        "ver "
        "integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null, models "
        "text "
        "not null, decks text not null, dconf text not null, tags text not null)",
        "CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null, "
        "usn "
        "integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null, flags "
        "integer not null, data text not null)",
        "CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null, "
        "mod "
        "integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null, "
        "ivl "
        "integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not "
        "null, "
        "odue integer not null, odid integer not null, flags integer not null, data text not null)",
        "CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not "
        "null, ivl "
        "integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not "
        "null)",
        "CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null)",
        "CREATE INDEX ix_notes_usn on notes (usn)",
        "CREATE INDEX ix_cards_usn on cards (usn)",
        "CREATE INDEX ix_revlog_usn on revlog (usn)",
        "CREATE INDEX ix_cards_nid on cards (nid)",
        "CREATE INDEX ix_cards_sched on cards (did, queue, due)",
        "CREATE INDEX ix_revlog_cid on revlog (cid)",
        "CREATE INDEX ix_notes_csum on notes (csum)",
    };
}

QJsonObject ankiSettings(qint64 deck, qint64 noteType) {
    return {{"activeDecks", QJsonArray{1}},
            {"addToCur", true},
            {"collapseTime", 1200},
            {"curDeck", deck},
            {"curModel", QString::number(noteType)},
            {"dueCounts", true},
            {"estTimes", true},
            {"newBury", true},
            {"newSpread", 0},
            {"nextPos", 1},
            {"schedVer", 2},
            {"sortBackwards", false},
            {"sortType", "noteFld"},
            {"timeLim", 0}};
}

QJsonObject ankiNoteTypeObject(qint64 id, qint64 deck, qint64 seconds) {
    QJsonArray fields;
    for (const QString& name : ourFields)
        fields += QJsonObject{{"name", name},    {"ord", fields.size()}, {"font", "Arial"},      {"size", 20},
                              {"sticky", false}, {"rtl", false},         {"media", QJsonArray()}};
    const QJsonObject card{{"name", "Card 1"},
                           {"ord", 0},
                           {"qfmt", "{{Question}}"},
                           {"afmt", "{{FrontSide}}<hr id=answer>{{Answer}}{{Picture}}"},
                           {"bqfmt", ""},
                           {"bafmt", ""},
                           {"did", QJsonValue::Null}};
    return {{"id", id},
            {"name", ourNoteType},
            {"type", 0},
            {"mod", seconds},
            {"usn", -1},
            {"sortf", 0},
            {"did", deck},
            {"flds", fields},
            {"tmpls", QJsonArray{card}},
            {"req", QJsonArray{QJsonArray{0, "any", QJsonArray{0}}}},
            {"css", ".card { font-family: sans-serif; font-size: 20px; max-width: 40em; margin: auto; }"},
            {"latexPre", "\\documentclass[12pt]{article}\n\\usepackage{amssymb,amsmath}\n\\begin{document}\n"},
            {"latexPost", "\\end{document}"},
            {"latexsvg", false},
            {"tags", QJsonArray()},
            {"vers", QJsonArray()}};
}

QJsonObject ankiDeckObject(qint64 id, const QString& name, const QString& about, qint64 seconds) {
    const QJsonArray none{0, 0};
    return {{"id", id},
            {"name", name},
            {"desc", about.toHtmlEscaped()},
            {"mod", seconds},
            {"usn", -1},
            {"collapsed", false},
            {"browserCollapsed", false},
            {"dyn", 0},
            {"conf", 1},
            {"extendNew", 0},
            {"extendRev", 0},
            {"lrnToday", none},
            {"newToday", none},
            {"revToday", none},
            {"timeToday", none}};
}

QJsonObject ankiDeckOptions() {
    const QJsonObject fresh{{"bury", false},
                            {"delays", QJsonArray{1, 10}},
                            {"initialFactor", 2500},
                            {"ints", QJsonArray{1, 4, 0}},
                            {"order", 1},
                            {"perDay", 20}};
    const QJsonObject lapse{
        {"delays", QJsonArray{10}}, {"leechAction", 1}, {"leechFails", 8}, {"minInt", 1}, {"mult", 0}};
    const QJsonObject review{{"bury", false},   {"ease4", 1.3},  {"ivlFct", 1},
                             {"maxIvl", 36500}, {"perDay", 200}, {"hardFactor", 1.2}};
    return {{"1", QJsonObject{{"id", 1},
                              {"name", "Default"},
                              {"mod", 0},
                              {"usn", 0},
                              {"maxTaken", 60},
                              {"autoplay", true},
                              {"timer", 0},
                              {"replayq", true},
                              {"dyn", false},
                              {"new", fresh},
                              {"lapse", lapse},
                              {"rev", review}}}};
}

}  // namespace glassbox
