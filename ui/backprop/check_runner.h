#pragma once

#include "engine/explain/tensor_check.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace glassbox {

/// What is to be checked. Without a step size the best one of the plot is taken, for which the plot is needed.
struct CheckRequest {
    std::shared_ptr<const StepRecord> record;
    TensorRef tensor;
    std::optional<double> h{};
    bool plot = true;  ///< the error against the step size too
};

/// Checks gradients in a thread of its own, one request at a time: a new one ends the one before, and what that still
/// found out is dropped.
class CheckRunner : public QObject {
    Q_OBJECT

  public:
    explicit CheckRunner(QObject* parent = nullptr);
    ~CheckRunner() override;

    void start(const CheckRequest& request);
    void cancel();
    bool isRunning() const { return m_running; }

  Q_SIGNALS:
    void progressed(double share);
    void plotReady(const std::vector<glassbox::StepSizeError>& errors);
    void checkReady(const std::shared_ptr<const glassbox::TensorCheck>& check);
    /// Finished or given up; not after cancel().
    void ended();

  private:
    using Stop = std::shared_ptr<std::atomic<bool>>;
    void run(const CheckRequest& request, const Stop& stop);
    template <typename Tell>
    void post(const Stop& stop, Tell tell);

    QThreadPool m_pool;
    Stop m_stop;
    bool m_running = false;
};

}  // namespace glassbox
