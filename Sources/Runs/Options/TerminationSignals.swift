internal import Foundation
public import Records

/// Ctrl-C, and a scheduler that wants its node back, as a command takes them.
public enum TerminationSignals {
  /// What SIGINT and SIGTERM interrupt. The process listens to them from the first use of this on; work that has not stopped a second after a signal is
  /// ended with the process.
  public static let interruption: Interruption = {
    let interruption = Interruption()
    sem_init(arrived, 0, 0)
    for number in [SIGINT, SIGTERM] {
      // Of what a handler may do, posting a semaphore is enough, and needs no descriptor.
      signal(number) { _ in sem_post(TerminationSignals.arrived) }
    }
    Thread.detachNewThread {
      // Whoever started this process may have handed on a mask that blocks them; one thread that takes them is enough.
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGINT)
      sigaddset(&signals, SIGTERM)
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      while sem_wait(arrived) != 0 {}
      interruption.interrupt()
      Thread.sleep(forTimeInterval: 1)
      CommandEnd.fail("interrupted; the same command goes on from what is finished", CommandEnd.interrupted)
    }
    return interruption
  }()

  private nonisolated(unsafe) static let arrived = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
}
