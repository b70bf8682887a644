import Foundation
import Instruments
import Landscape
import Records
import Runs
import Tensors

/// The measured points of a plan, part by part and pair by pair: as far as they are known from before, and the rest measured now.
struct SurfaceRun<R: Real> {
  private let plan: SurfacePlan<R>
  private let journalPath: String
  private var values: [Double]

  /// Measures what is missing, and writes it down as it comes.
  ///
  /// - Throws: `RecordError` where it cannot be written, `InterruptedError`.
  init(_ plan: SurfacePlan<R>, folder: String, threads: Int, style: ProgressStyle) throws {
    self.plan = plan
    let width = plan.metrics.count
    let total = plan.pairs * plan.parts.reduce(0) { $0 + $1.grid.count }
    journalPath = "\(folder)/.unfinished-\(plan.identity)"
    if let finished = SurfaceTables.read(plan, folder: folder) {
      values = finished
      return
    }
    values = [Double](repeating: .nan, count: total * width)
    let journal = try Journal(journalPath, title: "surface \(plan.identity)", width: width)
    var isKnown = [Bool](repeating: false, count: total)
    for (index, numbers) in journal.records where isKnown.indices.contains(index) {
      isKnown[index] = true
      values.replaceSubrange(index * width..<(index + 1) * width, with: numbers)
    }
    let progress = Progress(title: "surface", total: isKnown.count { !$0 }, style: style)
    let found = Guarded(values)
    let unsafeJournal = JournalBox(journal: journal)
    let interruption = TerminationSignals.interruption
    var offset = 0
    for pair in 0..<plan.pairs {
      let directions = try plan.pair(pair)
      for part in plan.parts {
        let start = offset
        let missing = (0..<part.grid.count).filter { !isKnown[start + $0] }
        offset += part.grid.count
        guard !missing.isEmpty else { continue }
        try SurfaceSampling(at: plan.subject.parameters, grid: part.grid, directions: directions, metrics: plan.metrics).measure(
          missing, threads: threads, interruption: interruption, objective: plan.subject.makeObjective(state: plan.subject.model.state)
        ) { index, numbers in
          try unsafeJournal.journal.append(start + index, numbers)
          found.withLock { $0.replaceSubrange((start + index) * width..<(start + index + 1) * width, with: numbers) }
          progress.advance(by: 1)
        }
        guard !interruption.happened else {
          progress.finish()
          // What is on file now is what another start will find.
          let done = try Journal(journalPath, title: "surface \(plan.identity)", width: width).records.count
          throw InterruptedError(finished: done, runs: total, things: "points")
        }
      }
    }
    progress.finish()
    values = found.withLock { $0 }
  }

  /// One metric over a part for a pair, in the grid's order.
  func values(_ metric: Int, part: Int, pair: Int) -> [Double] {
    let width = plan.metrics.count
    let perPair = plan.parts.reduce(0) { $0 + $1.grid.count }
    let start = pair * perPair + plan.parts[..<part].reduce(0) { $0 + $1.grid.count }
    return (0..<plan.parts[part].grid.count).map { values[(start + $0) * width + metric] }
  }

  /// Takes the points away that were written down one by one: all files are there.
  func finish() { try? FileManager.default.removeItem(atPath: journalPath) }

  /// A journal that one thread at a time writes to.
  private struct JournalBox: @unchecked Sendable { let journal: Journal }
}
