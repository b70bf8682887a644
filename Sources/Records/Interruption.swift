/// The wish that a long work stop before its end, and what is to happen then. Nothing here listens to signals: who learns of the wish calls `interrupt`.
public final class Interruption: Sendable {
  private struct State {
    var happened = false
    var handlers: [Int: @Sendable () -> Void] = [:]
    var next = 0
  }
  private let state = Guarded(State())

  /// One that has not happened.
  public init() {}

  /// Whether it happened.
  public var happened: Bool { state.withLock { $0.happened } }

  /// Has the handlers of all operations under way called, once.
  public func interrupt() {
    state.withLock { state in
      guard !state.happened else { return }
      state.happened = true
      for handler in state.handlers.values { handler() }
    }
  }

  /// Does `operation`; if it is interrupted meanwhile, or was before, `handler` is called, and never once this has returned. The handler must not use the
  /// interruption.
  public func withHandler<Result, Failure: Error>(
    _ handler: @escaping @Sendable () -> Void, operation: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let key = state.withLock { state in
      if state.happened { handler() }
      state.next += 1
      state.handlers[state.next] = handler
      return state.next
    }
    defer { state.withLock { $0.handlers[key] = nil } }
    return try operation()
  }
}
