internal import Datasets
internal import Networks
internal import Records
internal import Statistics
internal import Tensors
internal import Training

/// A moment of a training run: step t with its batch, θ_t, the loss and the gradient there.
struct Moment<R: Real> {
  let step: Int
  let isLast: Bool
  let value: LossValue
  let trainer: Trainer<R>

  /// Whether something done every `interval` steps, and at the last, is due.
  func isDue(every interval: Int) -> Bool { step % interval == 0 || isLast }
}

/// Something measured along a run: it looks at every moment, and leaves tables and numbers. The tables are all that it remembers, so that a run goes on
/// from them. A new one is one file and one line in `Instrument`.
protocol Recorder<R>: AnyObject {
  associatedtype R: Real
  /// Looks at a moment of the run, and may probe around it.
  func observe(_ moment: Moment<R>)
  /// The files it leaves, and goes on from when they are set.
  var tables: [String: CSVTable] { get set }
  /// The run's numbers; not a number for one without a value.
  var metrics: [String: Double] { get }
}

/// The recorders of a run: training and evaluation, and the instruments of its plan.
func recorders<R: Real>(
  for configuration: RunConfiguration, network: Network, dataset: any Dataset
) throws -> [any Recorder<R>] {
  [EvaluationRecorder<R>(configuration, network: network, dataset: dataset), TrainingRecorder<R>(configuration)]
    + (try configuration.measurements.instruments.map { try $0.recorder(configuration, network: network, dataset: dataset) })
}

extension Recorder {
  /// Whether an interrupted run's tables are this recorder's.
  func canResume(from stored: [String: CSVTable]) -> Bool { tables.allSatisfy { stored[$0.key]?.columns == $0.value.columns } }

  /// Goes on from tables of an interrupted run.
  func resume(from stored: [String: CSVTable]) { tables = stored }
}

extension CSVTable {
  /// A column that the table has.
  func column(_ name: String) -> [Double] { numbers(name) ?? [] }
}

extension [Double] {
  /// The mean of the finite values; not a number where there are none.
  var finiteMean: Double {
    let finite = filter(\.isFinite)
    return finite.isEmpty ? .nan : finite.reduce(0, +) / Double(finite.count)
  }

  /// The median of the finite values; not a number where there are none.
  var finiteMedian: Double { (try? Quantiles.median(filter(\.isFinite))) ?? .nan }

  /// The largest finite value; not a number where there are none.
  var finiteMaximum: Double { filter(\.isFinite).max() ?? .nan }
}
