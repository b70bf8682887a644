import Records
import Statistics

/// What the pairs of every workload come to: medians of times, the median of the pairs' ratios with their range, the largest memory.
struct TimingSummary {
  /// The table for programs.
  private(set) var table = CSVTable(columns: [
    "workload", "precision", "threads", "pairs", "milliseconds", "peer_milliseconds", "ratio", "ratio_lowest", "ratio_highest",
    "peak_memory_mib", "peer_peak_memory_mib", "share_of_fma_peak", "processor", "peer",
  ])
  /// The lines for readers.
  private(set) var lines = [["workload", "pairs", "ms", "peer ms", "ratio", "range", "memory", "peer memory", "of FMA peak"]]

  /// - Throws: `StatisticsError`, never for a workload that was timed.
  init(_ timed: TimedPairs) throws {
    // A neighbour on the same core halves it for a while: the best over the whole benchmark is the machine's.
    let peak = timed.pairs.map(\.peak).max() ?? .nan
    for name in timed.workloads {
      guard let workload = try Workload(name), let first = timed.of(name).first else { continue }
      let pairs = timed.of(name)
      let time = try Quantiles.median(pairs.map(\.own.medianMs))
      let peers = pairs.compactMap(\.peer)
      let peerTime = peers.isEmpty ? .nan : try Quantiles.median(peers.map(\.medianMs))
      let ratios = pairs.compactMap { pair in pair.peer.map { pair.own.medianMs / $0.medianMs } }
      let ratio = ratios.isEmpty ? .nan : try Quantiles.median(ratios)
      let (lowest, highest) = (ratios.min() ?? .nan, ratios.max() ?? .nan)
      let memory = pairs.map(\.own.peakRssMib).max() ?? .nan
      let peerMemory = peers.map(\.peakRssMib).max() ?? .nan
      // Only a step's operations are counted; float64 lanes are half as many.
      let width = workload.precision == .float64 ? 2.0 : 1
      let share =
        workload.kind == .step ? workload.operations / (time * 1e6) / (peak / width * Double(first.own.threads)) : .nan
      table.append(
        name, workload.precision.rawValue, first.own.threads, pairs.count, time, peerTime, ratio, lowest, highest, memory, peerMemory,
        share,
        first.setting.processor, peers.first?.peer ?? "none")
      func short(_ value: Double, _ format: String = "%.2f") -> String { value.isNaN ? "–" : String(format: format, value) }
      lines.append([
        name, "\(pairs.count)", short(time), short(peerTime), short(ratio), ratios.isEmpty ? "–" : "\(short(lowest))–\(short(highest))",
        short(memory, "%.0f"),
        short(peerMemory, "%.0f"), short(share),
      ])
    }
  }
}
