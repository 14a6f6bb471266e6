#pragma once

#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace glassbox {

/// How notes of a kind become cards.
struct AnkiNoteType {
    bool cloze = false;
    bool ours = false;  ///< written by writeAnkiPackage: its fields tell more
    QStringList fields;
    std::vector<std::pair<QString, QString>> templates;  ///< HTML of question and answer with {{Field}}
};

/// Name and fields of the note type that we write.
inline const QString ourNoteType = QStringLiteral("Glassbox card");
inline const QStringList ourFields{"Question", "Answer", "Picture", "Id", "Concepts", "Topics", "See", "Drawing"};

/// HTML of question and answer of a note's card; the answer without the question. Empty if there is no such card.
std::pair<QString, QString> renderAnkiCard(const AnkiNoteType& type, int ordinal, const QStringList& fields);

}  // namespace glassbox
