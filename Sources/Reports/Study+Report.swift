public import Records
public import Runs

extension Study {
  /// What became of a report.
  public struct Report {
    /// The summary.
    public let summary: Summary
    /// The figures that are missing, and why; the summary is there all the same.
    public let missing: FiguresError?
  }

  /// Writes the summary with its effects, the figures, the page and, where they are wanted, the figures' events.
  ///
  /// - Throws: `RecordError` where the folder cannot be written, or `InterruptedError`.
  public func writeReport(_ runs: [StoredRun], effects: [Effect], figures: [Figure]) throws -> Report {
    func checkInterruption() throws {
      if execution.interruption.happened { throw InterruptedError(finished: runs.count, runs: configurations.count) }
    }
    let summary = try Summary(runs, effects: effects, setting: setting)
    try checkInterruption()
    try AtomicFiles.write(summary.table.text, to: "\(folder)/summary.csv")
    try AtomicFiles.write(try JSONValue.data(try summary.json(study: name)), to: "\(folder)/summary.json")
    var missing: FiguresError?
    do throws(FiguresError) {
      try Figure.write(figures, to: folder, interruption: execution.interruption)
    } catch {
      missing = error
    }
    try checkInterruption()
    if let events = execution.eventFolder {
      let file = try EventFile(folder: "\(events)/study")
      for figure in figures where missing?.names.contains(figure.name) != true {
        let png = try AtomicFiles.read("\(folder)/\(figure.name).png")
        try file.add(.image(png: png, width: figure.size.width * 3 / 2, height: figure.size.height * 3 / 2), tag: figure.name, step: 0)
      }
    }
    try writePage(runs)
    return Report(summary: summary, missing: missing)
  }
}
