#pragma once

#include <QString>

#include <stdexcept>

namespace glassbox {

/// What a learner or a teacher can meet. `sentence()` names the place and the mend; it is shown as it is.
class StudyError : public std::runtime_error {
  public:
    explicit StudyError(const QString& sentence) : std::runtime_error(sentence.toStdString()) {}
    QString sentence() const { return QString::fromUtf8(what()); }
};

}  // namespace glassbox
