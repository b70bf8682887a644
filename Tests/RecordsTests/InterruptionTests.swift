import Foundation
import Records
import Testing

@Suite("interruptions")
struct InterruptionTests {
  @Test("handlers are called once, while their operation lasts or where it begins too late, and never after it")
  func handlers() {
    let interruption = Interruption()
    let calls = Guarded([String]())
    func note(_ word: String) -> @Sendable () -> Void { { calls.withLock { $0.append(word) } } }
    interruption.withHandler(note("before")) {}
    #expect(!interruption.happened)
    let result = interruption.withHandler(note("outer")) {
      interruption.withHandler(note("inner")) {
        interruption.interrupt()
        interruption.interrupt()
        return interruption.happened
      }
    }
    #expect(result && Set(calls.withLock { $0 }) == ["outer", "inner"] && calls.withLock { $0.count } == 2)
    interruption.withHandler(note("late")) { #expect(calls.withLock { $0.last } == "late") }
    #expect(calls.withLock { $0.count } == 3)
  }
}
