internal import Dispatch
internal import Foundation

/// A figure drawn by gnuplot from a data file beside it, as SVG and PNG; the script stays beside both so that a reader can draw it again.
public struct Figure: Sendable {
  /// Name without ending, for example `figure-loss-band`.
  public let name: String
  /// Width and height in pixels at a scale of one.
  public let size: (width: Int, height: Int)
  /// What is drawn; the script reads it under the name `data`.
  public let data: CSVTable
  /// The plotting commands, without terminal and output.
  public let script: String

  /// A figure.
  public init(name: String, size: (width: Int, height: Int) = (960, 480), data: CSVTable, script: String) {
    self.name = name
    self.size = size
    self.data = data
    self.script = script
  }

  /// Writes `name.csv`, `name.gnuplot`, `name.svg` and `name.png` into `folder`.
  ///
  /// - Throws: `RecordError` where the folder cannot be written, or gnuplot is missing or refuses the script.
  public func write(to folder: String) throws(RecordError) {
    try AtomicFiles.write(data.text, to: "\(folder)/\(name).csv")
    let scriptText = """
      # gnuplot -e 'ending="png"' \(name).gnuplot draws \(name).png from \(name).csv; with "svg", \(name).svg.
      if (!exists("ending")) ending = "png"
      if (ending eq "svg") {
        set terminal svg size \(size.width),\(size.height) font "Helvetica,13" background "white" name "figure"
      } else {
        set terminal pngcairo size \(size.width * 3 / 2),\(size.height * 3 / 2) font "Helvetica,13" fontscale 1.5 linewidth 1.5
      }
      if (!exists("output")) output = "\(name).".ending
      set output output
      set datafile separator ","
      set datafile columnheaders
      data = "\(name).csv"
      \(script)
      """
    try AtomicFiles.write(scriptText, to: "\(folder)/\(name).gnuplot")
    for ending in ["svg", "png"] {
      try AtomicFiles.write(try Self.draw("\(name).gnuplot", ending: ending, in: folder), to: "\(folder)/\(name).\(ending)")
    }
  }

  /// Writes several figures, as many at a time as there are cores.
  ///
  /// - Throws: as for one figure, the first error of them in their order.
  public static func write(_ figures: [Figure], to folder: String) throws(RecordError) {
    let errors = Guarded([Int: RecordError]())
    DispatchQueue.concurrentPerform(iterations: figures.count) { index in
      do throws(RecordError) {
        try figures[index].write(to: folder)
      } catch {
        errors.withLock { $0[index] = error }
      }
    }
    if let first = errors.withLock({ $0.min { $0.key < $1.key } }) { throw first.value }
  }

  /// What gnuplot draws by a script of `folder`. It comes through a pipe, so that a gnuplot whose study was killed leaves no half of a picture.
  private static func draw(_ script: String, ending: String, in folder: String) throws(RecordError) -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gnuplot", "-e", "ending=\"\(ending)\"; output=\"/dev/stdout\"", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let (picture, errors) = (Pipe(), Pipe())
    process.standardOutput = picture
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw RecordError(file: "\(folder)/\(script)", problem: "gnuplot cannot be started: \(error.localizedDescription)")
    }
    // Both are read at once: a pipe that is full would stop it.
    let texts = Guarded([Int: Data]())
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      let data = (index == 0 ? picture : errors).fileHandleForReading.readDataToEndOfFile()
      texts.withLock { $0[index] = data }
    }
    process.waitUntilExit()
    let drawn = texts.withLock { $0[0] ?? Data() }
    guard process.terminationStatus == 0, !drawn.isEmpty else {
      let message = String(decoding: texts.withLock { $0[1] ?? Data() }, as: UTF8.self)
      let line = message.split(separator: "\n").last.map(String.init) ?? "no message"
      throw RecordError(file: "\(folder)/\(script)", problem: "gnuplot ended with status \(process.terminationStatus): \(line)")
    }
    return drawn
  }
}
