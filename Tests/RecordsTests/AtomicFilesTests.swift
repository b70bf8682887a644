import Foundation
import Records
import TestSupport
import Testing

@Suite("atomic files")
struct AtomicFilesTests {
  @Test("what a killed writer left aside is taken up by the next")
  func remnant() throws {
    let folder = try TemporaryFolder.make()
    try Data(repeating: 7, count: 100).write(to: URL(fileURLWithPath: "\(folder)/.table.csv.unfinished"))
    try AtomicFiles.write("a,b\n", to: "\(folder)/table.csv")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["table.csv"])
    #expect(try String(contentsOfFile: "\(folder)/table.csv", encoding: .utf8) == "a,b\n")
  }

  @Test("many writers at once: a reader finds one's whole file at any time")
  func writers() throws {
    let folder = try TemporaryFolder.make()
    let path = "\(folder)/file"
    try AtomicFiles.write(Data(repeating: 0, count: 1000), to: path)
    let faults = Guarded([String]())
    DispatchQueue.concurrentPerform(iterations: 8) { index in
      for _ in 0..<50 {
        do {
          try AtomicFiles.write(Data(repeating: UInt8(index), count: 1000 * (index + 1)), to: path)
          let found = try AtomicFiles.read(path)
          guard let first = found.first, found.count == 1000 * (Int(first) + 1), found.allSatisfy({ $0 == first }) else {
            faults.withLock { $0.append("found \(found.count) bytes from \(found.first ?? 0) to \(found.last ?? 0)") }
            continue
          }
        } catch {
          faults.withLock { $0.append("\(error)") }
        }
      }
    }
    let found = faults.withLock { $0 }
    #expect(found.isEmpty, "\(found.count) faults, the first: \(found.first ?? "")")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["file"])
  }

  @Test("a pipe is written through, and stays one")
  func pipe() throws {
    let folder = try TemporaryFolder.make()
    let path = "\(folder)/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/cat")
    writer.arguments = [path]
    let output = Pipe()
    writer.standardOutput = output
    try writer.run()
    try AtomicFiles.write("through", to: path)
    #expect(String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "through")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["pipe"])
  }
}
