internal import Foundation
public import Instruments
public import Records

/// A finished run: its folder and its manifest.
public struct StoredRun: Sendable {
  /// The folder with the run's files.
  public let folder: String
  /// The manifest.
  public let manifest: Manifest
  /// The configuration.
  public var configuration: RunConfiguration { manifest.configuration }
  /// Whether its loss ceased to be a finite number.
  public var hasDiverged: Bool { manifest.outcome.divergedAtStep != nil }

  /// Whether the configuration's rule ended it.
  public var hasStopped: Bool { manifest.outcome.stoppedAtStep != nil }
  /// Steps that it took, where it did not diverge.
  public var steps: Int { manifest.outcome.stoppedAtStep ?? configuration.steps }

  /// A number of the run; not a number where its rows have none.
  ///
  /// - Throws: `RecordError` where the run did not measure it.
  public func metric<I: Instrument>(_ metric: Metric<I>) throws(RecordError) -> Double { try number(metric.name) }

  /// A number of the run by its name in the manifest; not a number where its rows have none.
  ///
  /// - Throws: `RecordError` where the run did not measure it.
  public func number(_ name: String) throws(RecordError) -> Double {
    guard let value = manifest.outcome.metrics[name] else {
      throw RecordError(
        file: folder,
        problem: "found no metric \(name), expected it, or one of \(manifest.outcome.metrics.keys.sorted().joined(separator: ", "))")
    }
    return value ?? .nan
  }

  /// A number of a run that may not have measured it, as runs of one study differ: nil there, not a number where its rows have none.
  public func numberIfMeasured(_ name: String) -> Double? { manifest.outcome.metrics[name].map { $0 ?? .nan } }

  /// What an instrument recorded along the run.
  ///
  /// - Throws: `RecordError` where the run did not measure it, or its file is damaged.
  public func record<I: Instrument>(of instrument: I.Type) throws(RecordError) -> Record<I> {
    let path = "\(folder)/\(I.fileName).csv"
    return try Record(
      try table(path, of: I.name), file: path, steps: steps, learningRate: configuration.learningRate,
      rateFactor: configuration.rateFactor)
  }

  /// The details that an instrument recorded, each with its step.
  ///
  /// - Throws: `RecordError` where the run has none, or the file is damaged.
  public func details<I: Instrument>(of instrument: I.Type) throws(RecordError) -> [(step: Int, row: I.Detail)] {
    let path = "\(folder)/\(I.detailFileName ?? I.fileName).csv"
    let table = try table(path, of: I.name)
    let rows = try I.Detail.rows(of: table, file: path)
    guard let steps = table.texts("step")?.map({ Int($0) }), !steps.contains(nil) else {
      throw RecordError(file: path, problem: "found no step in a row, expected a whole number")
    }
    return zip(steps.compactMap(\.self), rows).map { ($0, $1) }
  }

  /// The tables of the run by their files' names, in order.
  ///
  /// - Throws: `RecordError` for a file that is no table.
  func tables() throws(RecordError) -> [(key: String, value: CSVTable)] {
    var tables = [(key: String, value: CSVTable)]()
    for name in manifest.files.keys.sorted() where name.hasSuffix(".csv") {
      tables.append((name, try CSVTable(contentsOf: "\(folder)/\(name)")))
    }
    return tables
  }

  private func table(_ path: String, of instrument: String) throws(RecordError) -> CSVTable {
    guard FileManager.default.fileExists(atPath: path) else {
      throw RecordError(file: path, problem: "found no such file, expected one: the run did not measure \(instrument)")
    }
    return try CSVTable(contentsOf: path)
  }
}
