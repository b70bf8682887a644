import Foundation
import Records
import Runs
import Testing

/// How far a long work is, where somebody looks and where nobody does.
@Suite("progress")
struct ProgressTests {
  private func lines(_ style: ProgressStyle, isTerminal: Bool, pause: Double = 60, _ body: (Runs.Progress) -> Void) -> [String] {
    let shown = Guarded([String]())
    let progress = Runs.Progress(title: "landscape", runs: 4, total: 100, style: style, isTerminal: isTerminal, pause: pause) { text, end in
      shown.withLock { $0.append(text + end) }
    }
    body(progress)
    progress.finish()
    return shown.withLock { $0 }
  }

  @Test("without a terminal a line comes after every pause, and none before")
  func log() {
    let shown = lines(.line, isTerminal: false, pause: 0.05) { progress in
      progress.advance(by: 10)
      Thread.sleep(forTimeInterval: 0.06)
      progress.advance(by: 15, finishedRun: true)
      progress.advance(by: 1)
      Thread.sleep(forTimeInterval: 0.06)
      progress.advance(by: 24)
    }
    #expect(shown.count == 2)
    #expect(shown.first?.hasPrefix("landscape: 1/4 runs, 25 %, ") == true && shown.allSatisfy { $0.hasSuffix(" left\n") }, "\(shown)")
    #expect(shown.last?.contains("50 %") == true)
  }

  @Test("in the first minute there is silence without a terminal, and always where it was asked for")
  func silence() {
    #expect(lines(.line, isTerminal: false) { $0.advance(by: 50) }.isEmpty)
    let quiet = lines(.quiet, isTerminal: false, pause: 0) { progress in
      progress.advance(by: 50)
      progress.advance(by: 50)
    }
    #expect(quiet.isEmpty)
  }

  @Test("lines of JSON come from the first step on")
  func json() throws {
    let shown = lines(.json, isTerminal: false) { $0.advance(by: 25) }
    let object = try JSONSerialization.jsonObject(with: Data(try #require(shown.first).utf8)) as? [String: Any]
    #expect(object?["share"] as? Double == 0.25 && object?["runs"] as? Int == 4 && shown.count == 1)
  }
}
