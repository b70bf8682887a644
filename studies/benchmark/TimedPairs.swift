import Foundation
import Records
import Statistics

/// The pairs of processes that a benchmark has timed so far, in a file that grows by a row a pair: what was stopped goes on where it stood.
struct TimedPairs {
  /// What decides whether an earlier row is of the same series: the same programs on the same machine, asked for the same.
  struct Setting: Equatable {
    /// CRC-32 of this program, and of the yardstick's script; 0 without a peer.
    var program: UInt32
    var yardstick: UInt32
    /// The processor's name, family and model.
    var processor: String
    /// Repetitions that are counted, and those before them.
    var repeats: Int
    var warmup: Int
  }

  /// One row: a process of ours, and one of PyTorch's right after it.
  struct Pair {
    var own: Timing
    var peer: Timing?
    /// What the core can do, in GFLOP/s of fused multiply-adds in float32, measured right before.
    var peak: Double
    var setting: Setting
  }

  static let columns = [
    "workload", "precision", "threads", "repeats", "warmup", "milliseconds", "peer_milliseconds", "peak_memory_mib", "peer_peak_memory_mib",
    "fma_peak_gigaflops_float32", "processor", "peer", "program_crc32", "yardstick_crc32",
  ]

  private let path: String
  private(set) var pairs: [Pair] = []

  /// Reads the pairs at `path`; none where there is no such file.
  ///
  /// - Throws: `RecordError` where the file cannot be read or has other columns.
  init(_ path: String) throws {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else { return }
    let table = try CSVTable(contentsOf: path)
    guard table.columns == Self.columns else {
      throw RecordError(
        file: path, problem: "found columns \(table.columns.joined(separator: ", ")), expected \(Self.columns.joined(separator: ", "))")
    }
    pairs = try table.rows.enumerated().map { index, row in
      let fields = Dictionary(uniqueKeysWithValues: zip(Self.columns, row))
      func number<T: LosslessStringConvertible>(_ column: String) throws -> T {
        guard let value = T(fields[column]!) else {
          throw RecordError(file: path, problem: "row \(index + 1), \(column): found \(fields[column]!), expected a number")
        }
        return value
      }
      let setting = Setting(
        program: try number("program_crc32"), yardstick: try number("yardstick_crc32"), processor: fields["processor"]!,
        repeats: try number("repeats"), warmup: try number("warmup"))
      func timing(_ peer: String, _ time: String, _ memory: String) throws -> Timing {
        Timing(
          workload: fields["workload"]!, peer: peer, threads: try number("threads"), precision: fields["precision"]!,
          medianMs: try number(time), p10Ms: .nan, repeats: setting.repeats, peakRssMib: try number(memory))
      }
      return Pair(
        own: try timing("theodolite", "milliseconds", "peak_memory_mib"),
        peer: fields["peer"] == "none" ? nil : try timing(fields["peer"]!, "peer_milliseconds", "peer_peak_memory_mib"),
        peak: try number("fma_peak_gigaflops_float32"), setting: setting)
    }
  }

  /// The pairs of a workload.
  func of(_ workload: String) -> [Pair] { pairs.filter { $0.own.workload == workload } }

  /// The workloads, in the order in which they were first timed.
  var workloads: [String] {
    var seen = Set<String>()
    return pairs.map(\.own.workload).filter { seen.insert($0).inserted }
  }

  /// Leaves out a workload's pairs of any other setting: they are no part of its new series.
  mutating func keep(_ workload: String, setting: Setting) {
    pairs.removeAll { $0.own.workload == workload && $0.setting != setting }
  }

  /// Adds a pair, and writes the file.
  ///
  /// - Throws: `RecordError` where it cannot be written.
  mutating func append(_ pair: Pair) throws {
    pairs.append(pair)
    var table = CSVTable(columns: Self.columns)
    for pair in pairs {
      table.append(
        pair.own.workload, pair.own.precision, pair.own.threads, pair.setting.repeats, pair.setting.warmup, pair.own.medianMs,
        pair.peer?.medianMs ?? .nan, pair.own.peakRssMib, pair.peer?.peakRssMib ?? .nan, pair.peak, pair.setting.processor,
        pair.peer?.peer ?? "none", UInt64(pair.setting.program), UInt64(pair.setting.yardstick))
    }
    try AtomicFiles.write(table.text, to: path)
  }
}
