#include "engine/runtime/message_queue.h"

#include <QCoreApplication>
#include <QEvent>

#include <utility>

namespace glassbox {

namespace {

const auto messagesCame = static_cast<QEvent::Type>(QEvent::registerEventType());

}  // namespace

void MessageQueue::post(Message message) {
    bool first = false;
    {
        const std::lock_guard lock(m_mutex);
        first = m_messages.empty();
        m_messages.push_back(std::move(message));
    }
    if (first) QCoreApplication::postEvent(this, new QEvent(messagesCame));
}

bool MessageQueue::event(QEvent* event) {
    if (event->type() != messagesCame) return QObject::event(event);
    std::vector<Message> messages;
    {
        const std::lock_guard lock(m_mutex);
        messages.swap(m_messages);
    }
    for (const Message& message : messages) message();
    return true;
}

}  // namespace glassbox
