internal import Foundation
public import Records

/// The points of a training run that were kept: parameters and running statistics, a file a step, each what `weights.safetensors` is of the last one.
public enum Trajectory {
  private static let prefix = "trajectory-"
  private static let ending = ".safetensors"

  /// The name of a step's file in the run's folder, of a width at which names sort as steps do.
  public static func fileName(at step: Int) -> String {
    let digits = "\(step)"
    return prefix + String(repeating: "0", count: max(0, 8 - digits.count)) + digits + ending
  }

  /// The files of a run's folder by step, in order; none where the run kept none.
  ///
  /// - Throws: `RecordError` for a folder that cannot be read.
  public static func steps(in folder: String) throws(RecordError) -> [(step: Int, path: String)] {
    try files(in: folder).compactMap { name, path in
      Int(name.dropFirst(prefix.count).dropLast(ending.count)).map { ($0, path) }
    }.sorted { $0.step < $1.step }
  }

  static func files(in folder: String) throws(RecordError) -> [(name: String, path: String)] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw RecordError(file: folder, problem: "found no folder that can be read")
    }
    return names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(ending) }.sorted().map { ($0, "\(folder)/\($0)") }
  }
}
