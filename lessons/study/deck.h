#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace glassbox {

/// A question and its answer in the markup of decks (lessons/decks/README.md).
struct Flashcard {
    QString id;            ///< small letters, digits, hyphens; unique in its deck, reviews hang on it
    QStringList concepts;  ///< of the list of what is taught, as "F4"
    QStringList topics;
    QStringList tags;  ///< without blanks
    QString see;       ///< the state that is opened live (parseSee), or empty
    QString picture;   ///< a small picture drawn from numbers (parsePicture), or empty
    QString question;
    QString answer;

    bool operator==(const Flashcard&) const = default;
};

struct Deck {
    QString name;
    QString about;
    std::vector<Flashcard> cards;

    bool operator==(const Deck&) const = default;
};

/// True if reviews can hang on this: 1 to 64 small letters, digits and hyphens.
bool isCardId(const QString& id);
/// True for a tag: 1 to 100 characters without blanks and commas.
bool isTag(const QString& tag);

}  // namespace glassbox
