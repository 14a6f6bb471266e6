#pragma once

#include <QByteArray>
#include <QString>

#include <map>
#include <utility>
#include <vector>

namespace glassbox {

/// A zip archive of these files in this order: the same files give the same bytes. Throws StudyError.
QByteArray zipFiles(const std::vector<std::pair<QString, QByteArray>>& files);

/// Unpacks an archive that nobody vouches for, in memory. Throws StudyError, a sentence, if it is no archive or
/// damaged, has names that lead out of it or come twice, encrypted files, too many of them, or sizes that can't be.
std::map<QString, QByteArray> unzipFiles(const QByteArray& bytes);

}  // namespace glassbox
