import Instruments
import Runs
import Statistics

/// What was seen of a residual network at its looks.
enum ResidualLooks {
  private static func row<I: Instrument>(_ run: StoredRun, _ step: Int, _ instrument: I.Type) throws -> I.Row? {
    try run.record(of: instrument).entries.first { $0.step == step }?.row
  }

  static func trace(_ run: StoredRun, _ step: Int) throws -> Double { try row(run, step, TraceInstrument.self)?.trace ?? .nan }

  static func largest(_ run: StoredRun, _ step: Int) throws -> Double {
    try row(run, step, LargestEigenvalueInstrument.self)?.largest ?? .nan
  }

  /// ‖w‖².
  static func weights(_ run: StoredRun, _ step: Int) throws -> Double {
    let norm = try row(run, step, GradientCurvatureInstrument.self)?.weightsNorm ?? .nan
    return norm * norm
  }

  /// The mean loss over the tenth of all steps that ends at `step`.
  static func loss(_ run: StoredRun, _ step: Int) throws -> Double {
    let window = max(1, run.configuration.steps / 10)
    return try run.record(of: TrainingInstrument.self).entries.filter { $0.step > step - window && $0.step <= step }.map(\.row.loss)
      .finiteMean
  }

  /// The first look at which the loss has come down to `level`; nil where it never does.
  static func first(of run: StoredRun, reaching level: Double) throws -> Int? {
    try run.record(of: TraceInstrument.self).entries.map(\.step).first { try loss(run, $0) <= level }
  }
}
