public import Foundation
internal import Statistics
internal import Tensors

/// Where and when a run was made: facts that its results do not depend on, or only in their last bits.
public struct RunEnvironment: Codable, Equatable, Sendable {
  /// The processor's name, family and model.
  public var processor: String
  /// The core that OpenBLAS chose its kernels for.
  public var blasCore: String
  /// OpenBLAS's version and build.
  public var blas: String
  /// GSL's version.
  public var gsl: String
  /// The operating system.
  public var system: String
  /// The command line, by the program's name: where it lies on this machine tells nobody else anything.
  public var command: [String]
  /// When the run started, in UTC.
  public var started: String
  /// How long it took.
  public var seconds: Double

  /// No environment: what a manifest's checksum leaves out.
  init() { (processor, blasCore, blas, gsl, system, command, started, seconds) = ("", "", "", "", "", [], "", 0) }

  private init(
    processor: String, blasCore: String, blas: String, gsl: String, system: String, command: [String], started: String, seconds: Double
  ) {
    (self.processor, self.blasCore, self.blas, self.gsl) = (processor, blasCore, blas, gsl)
    (self.system, self.command, self.started, self.seconds) = (system, command, started, seconds)
  }

  /// The environment of a run that started at `started`, and took the time since `instant` by a clock that never jumps.
  public static func current(started: Date, instant: ContinuousClock.Instant) -> RunEnvironment {
    RunEnvironment(
      processor: processor, blasCore: LinearAlgebraLibrary.core, blas: LinearAlgebraLibrary.configuration,
      gsl: StatisticsLibrary.version, system: ProcessInfo.processInfo.operatingSystemVersionString,
      command: [URL(fileURLWithPath: CommandLine.arguments[0]).lastPathComponent] + CommandLine.arguments.dropFirst(),
      started: started.formatted(.iso8601), seconds: (ContinuousClock.now - instant) / .seconds(1))
  }

  /// The processor's name, family and model: makers give one name to several generations, whose registers differ in width.
  public static let processor: String = {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n").map { $0.split(separator: ":").map { $0.trimmingCharacters(in: .whitespaces) } }
    func value(_ key: String) -> String? { lines.first { $0.count == 2 && $0[0] == key }?[1] }
    guard let name = value("model name") else { return "unknown" }
    guard let family = value("cpu family"), let model = value("model") else { return name }
    return "\(name), family \(family), model \(model)"
  }()
}
