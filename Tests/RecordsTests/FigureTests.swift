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

  @Test("figures that can be drawn are drawn, and the others are named")
  func several() throws {
    let folder = try TemporaryFolder.make()
    func named(_ name: String, _ script: String) -> Figure { Figure(name: name, size: (320, 240), data: figure("").data, script: script) }
    let figures = [named("a", "plot nonsense"), named("b", "plot data using 1:2 with lines"), named("c", "plot more nonsense")]
    let error = #expect(throws: FiguresError.self) { try Figure.write(figures, to: folder) }
    #expect(error?.names == ["a", "c"] && error?.description.hasPrefix("a, c not drawn: \(folder)/a.gnuplot: gnuplot ended") == true)
    let files = Set(try FileManager.default.contentsOfDirectory(atPath: folder))
    #expect(files == ["a.csv", "a.gnuplot", "b.csv", "b.gnuplot", "b.png", "b.svg", "c.csv", "c.gnuplot"])
  }

  @Test("an interruption ends gnuplot, and nothing is drawn after it")
  func interrupted() throws {
    let folder = try TemporaryFolder.make()
    let interruption = Interruption()
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.5)
      interruption.interrupt()
    }
    let figures = (0..<5).map { Figure(name: "\($0)", data: figure("").data, script: "pause 30\nplot data using 1:2 with lines") }
    let took = ContinuousClock().measure {
      let error = #expect(throws: FiguresError.self) { try Figure.write(figures, to: folder, interruption: interruption) }
      #expect(
        error?.names.count == 5 && error?.description.contains("gnuplot was ended by signal 9") == true, "\(String(describing: error))")
    }
    #expect(took < .seconds(5))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { $0.hasSuffix(".csv") || $0.hasSuffix(".gnuplot") })
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
