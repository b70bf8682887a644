import Foundation
import Records
import TestSupport
import Testing

@Suite("figures")
struct FigureTests {
  private func figure(_ script: String) -> Figure {
    var table = CSVTable(columns: ["x", "y"])
    for x in 0..<5 { table.append(x, x * x) }
    return Figure(name: "figure", size: (320, 240), data: table, script: script)
  }

  @Test("a script that gnuplot refuses is named, and the picture that was there stays")
  func refused() throws {
    let folder = try TemporaryFolder.make()
    try figure("plot data using 1:2 with lines").write(to: folder)
    let before = try ["png", "svg"].map { try AtomicFiles.read("\(folder)/figure.\($0)") }
    let error = #expect(throws: RecordError.self) { try figure("plot data using 1:2 with nonsense").write(to: folder) }
    #expect(error?.description.contains("figure.gnuplot: gnuplot ended with status 1: ") == true, "\(error?.description ?? "")")
    #expect(try ["png", "svg"].map { try AtomicFiles.read("\(folder)/figure.\($0)") } == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 4)
  }

  @Test("a reader draws the same picture from script and data", arguments: ["png", "svg"])
  func again(ending: String) throws {
    let folder = try TemporaryFolder.make()
    try figure("plot data using 1:2 with lines").write(to: folder)
    let drawn = try AtomicFiles.read("\(folder)/figure.\(ending)")
    try FileManager.default.removeItem(atPath: "\(folder)/figure.\(ending)")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gnuplot", "-e", "ending='\(ending)'", "figure.gnuplot"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    let again = try AtomicFiles.read("\(folder)/figure.\(ending)")
    #expect(process.terminationStatus == 0 && again == drawn)
  }
}
