#include "app/composition.h"

#include "ui/lab/lab_page.h"
#include "ui/shell/frame_clock.h"

#include <QGuiApplication>
#include <QIcon>
#include <QStandardPaths>

namespace glassbox {

void nameApplication() {
    QCoreApplication::setOrganizationName(QStringLiteral("Glassbox"));
    QCoreApplication::setApplicationName(QStringLiteral("Glassbox"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GLASSBOX_VERSION));
    QGuiApplication::setApplicationDisplayName(QString());
    QGuiApplication::setDesktopFileName(QStringLiteral("glassbox"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/glassbox.svg")));
}

Composition::Composition()
    : m_theme(m_preferences.themeChoice()),
      m_document(m_session),
      m_window(m_document, m_theme, m_preferences, QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)),
      m_lab(new LabPage(m_document, m_theme)) {
    m_theme.setTextScale(m_preferences.textScale());
    m_window.addPage(QObject::tr("Lab"), QStringLiteral("lab"), m_lab,
                     {[lab = m_lab] { return lab->saveLayout(); },
                      [lab = m_lab](const QByteArray& layout) { lab->restoreLayout(layout); }});
    QObject::connect(m_window.frameClock(), &FrameClock::frame, m_lab, &LabPage::setSnapshot);
    QObject::connect(&m_window, &MainWindow::tableDropped, m_lab, &LabPage::openTable);
}

}  // namespace glassbox
