#include "ui/cards/card_counts.h"

#include <QCoreApplication>

namespace glassbox {

namespace {

QString counted(int count, const char* one, const char* several) {
    return QCoreApplication::translate("CardCounts", count == 1 ? one : several).arg(count);
}

}  // namespace

QString cardCount(int cards) {
    return counted(cards, QT_TRANSLATE_NOOP("CardCounts", "%1 card"), QT_TRANSLATE_NOOP("CardCounts", "%1 cards"));
}

QString newCardCount(int cards) {
    return counted(cards, QT_TRANSLATE_NOOP("CardCounts", "%1 new card"),
                   QT_TRANSLATE_NOOP("CardCounts", "%1 new cards"));
}

QString deckCount(int decks) {
    return counted(decks, QT_TRANSLATE_NOOP("CardCounts", "%1 deck"), QT_TRANSLATE_NOOP("CardCounts", "%1 decks"));
}

QString reviewCount(int reviews) {
    return counted(reviews, QT_TRANSLATE_NOOP("CardCounts", "%1 review"),
                   QT_TRANSLATE_NOOP("CardCounts", "%1 reviews"));
}

}  // namespace glassbox
