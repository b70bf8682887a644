import Foundation
import Records
import Testing

@Suite("child processes")
struct ChildProcessTests {
  private func shell(_ script: String, takesInput: Bool = false, capturesErrors: Bool = false) throws -> ChildProcess {
    try ChildProcess("/bin/bash", ["-c", script], environment: ["WORD": "word"], takesInput: takesInput, capturesErrors: capturesErrors)
  }

  @Test("output and errors of any length are read side by side, and the status is the program's")
  func output() throws {
    let process = try shell("head -c 1000000 /dev/zero >&2; head -c 1000001 /dev/zero; echo $WORD; exit 3", capturesErrors: true)
    let (output, errors) = process.readToEnd()
    #expect(output.count == 1_000_006 && output.suffix(5) == Data("word\n".utf8) && errors.count == 1_000_000)
    #expect(process.wait() == .status(3) && process.wait() == .status(3))
  }

  @Test("input is answered, and its end is seen")
  func input() throws {
    let process = try shell("while read -r line; do echo \"<$line>\"; done; echo end", takesInput: true)
    #expect(process.send(Data("one\n".utf8)) && process.read() == Data("<one>\n".utf8))
    process.endInput()
    #expect(process.readToEnd().output == Data("end\n".utf8) && process.wait() == .status(0))
    #expect(!process.send(Data("two\n".utf8)))
    let empty = try shell("read -r line || echo none")
    #expect(empty.readToEnd().output == Data("none\n".utf8) && empty.wait() == .status(0))
  }

  @Test("writing to one that has ended is no end of this one")
  func broken() throws {
    let process = try shell("exit 0", takesInput: true)
    #expect(process.wait() == .status(0) && process.readToEnd().output.isEmpty)
    #expect(!process.send(Data(repeating: 0, count: 1 << 20)))
  }

  @Test("kill ends it with what it started, though none of them hears a signal")
  func kill() throws {
    let process = try shell("trap '' TERM INT; sleep 60 & echo started; sleep 60; sleep 60")
    #expect(process.read() == Data("started\n".utf8))
    let took = ContinuousClock().measure {
      process.kill()
      // The pipe has its end only when all who could write to it are gone.
      #expect(process.readToEnd().output.isEmpty)
    }
    #expect(process.wait() == .signal(SIGKILL) && took < .seconds(5))
    process.kill()
  }

  @Test("one child does not hold another's pipes open")
  func others() throws {
    let processes = try (0..<20).map { _ in try shell("cat", takesInput: true) }
    for process in processes {
      process.endInput()
      #expect(process.readToEnd().output.isEmpty && process.wait() == .status(0))
    }
  }

  @Test("a program that is not there is named")
  func missing() throws {
    let error = #expect(throws: RecordError.self) { try ChildProcess("/nowhere/program", []) }
    #expect(error?.description == "/nowhere/program: cannot be started: No such file or directory")
  }
}
