#pragma once

#include <QString>
#include <QStringList>

#include <vector>

class QWidget;

namespace glassbox {

class PictureMenu;

/// A page of the window whose pictures are exported together; `name` begins their files' names: "lab".
struct PicturePlace {
    QString name;
    QWidget* page;
};

/// One picture with its numbers, and what its files are called without their endings: "lab-network".
struct CollectedPicture {
    QString name;
    PictureMenu* menu;
    bool numbers;  ///< it has some
};

/// What the cards of some pages have to give away at this moment.
struct PictureCollection {
    std::vector<CollectedPicture> pictures;
    /// Names of those that have nothing to show: their page was not opened yet, or they are empty.
    QStringList leftOut;
};

/// Names stay the same from one time to the next as long as the cards show the same.
PictureCollection collectPictures(const std::vector<PicturePlace>& places);

}  // namespace glassbox
