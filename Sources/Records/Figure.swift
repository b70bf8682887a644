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

  /// Writes `name.csv`, `name.gnuplot`, `name.svg` and `name.png` into `folder`. An interruption ends gnuplot.
  ///
  /// - Throws: `RecordError` where the folder cannot be written, or gnuplot is missing, refuses the script or is interrupted.
  public func write(to folder: String, interruption: Interruption = Interruption()) throws(RecordError) {
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
      let picture = try Self.draw("\(name).gnuplot", ending: ending, in: folder, interruption)
      try AtomicFiles.write(picture, to: "\(folder)/\(name).\(ending)")
    }
  }

  /// Writes several figures, as many at a time as there are cores, and those that can be where others cannot.
  ///
  /// - Throws: `FiguresError` that names the others.
  public static func write(_ figures: [Figure], to folder: String, interruption: Interruption = Interruption()) throws(FiguresError) {
    let errors = Guarded([Int: RecordError]())
    Threads.perform(iterations: figures.count, count: ProcessInfo.processInfo.activeProcessorCount) { index in
      do throws(RecordError) {
        try figures[index].write(to: folder, interruption: interruption)
      } catch {
        errors.withLock { $0[index] = error }
      }
    }
    let failures = errors.withLock { $0.sorted { $0.key < $1.key } }
    guard failures.isEmpty else {
      throw FiguresError(names: failures.map { figures[$0.key].name }, reason: failures[0].value)
    }
  }

  /// What gnuplot draws by a script of `folder`. It comes through a pipe, so that a gnuplot whose study was killed leaves no half of a picture.
  private static func draw(
    _ script: String, ending: String, in folder: String, _ interruption: Interruption
  ) throws(RecordError) -> Data {
    let path = "\(folder)/\(script)"
    guard !interruption.happened else { throw RecordError(file: path, problem: "interrupted") }
    let process = try ChildProcess(
      "/usr/bin/env", ["-C", folder, "gnuplot", "-e", "ending=\"\(ending)\"; output=\"/dev/stdout\"", script], capturesErrors: true)
    let (drawn, errors) = interruption.withHandler({ process.kill() }) { process.readToEnd() }
    let end = interruption.withHandler({ process.kill() }) { process.wait() }
    if end == .status(0), !drawn.isEmpty { return drawn }
    let line = String(decoding: errors, as: UTF8.self).split(separator: "\n").last.map(String.init) ?? "no message"
    let found =
      switch end {
      // What env says of a program that is not there.
      case .status(127): "cannot be started"
      case .status(let status): "ended with status \(status)"
      case .signal(let signal): "was ended by signal \(signal)"
      }
    throw RecordError(file: path, problem: "gnuplot \(found): \(line)")
  }
}

/// Figures that could not be drawn; all others of their study are there.
public struct FiguresError: Error, Equatable, CustomStringConvertible {
  /// Their names.
  public let names: [String]
  /// Why the first of them could not.
  public let reason: RecordError

  /// One line: which, and why.
  public var description: String { "\(names.joined(separator: ", ")) not drawn: \(reason)" }
}
