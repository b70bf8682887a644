package import Instruments
package import Networks
package import Records
package import Tensors
package import Training

/// A moment of a training run: step t with its batch, θ_t, the loss and the gradient there.
package struct Moment<R: Real> {
  let step: Int
  let isLast: Bool
  let value: LossValue
  let trainer: Trainer<R>
  let position: RunPosition<R>
  let examples: FixedExamples<R>
  /// Makes a point that is not the run's own, by its name; nil where there is none of it.
  let otherPoint: (_ name: String) throws -> NetworkPosition<R>?

  package init(
    step: Int, isLast: Bool, value: LossValue, trainer: Trainer<R>, position: RunPosition<R>, examples: FixedExamples<R> = FixedExamples(),
    otherPoint: @escaping (_ name: String) throws -> NetworkPosition<R>? = { _ in nil }
  ) {
    (self.step, self.isLast, self.value, self.trainer, self.position) = (step, isLast, value, trainer, position)
    (self.examples, self.otherPoint) = (examples, otherPoint)
  }

  /// The moment as instruments see it: on the step's batch, or on so many of the first training examples.
  func subject(examples count: Int? = nil) -> Subject<R> {
    var subject =
      count.map { examples.subject($0, at: self) }
      ?? Subject(trainer.objective, at: trainer.parameters, value: value, gradient: trainer.gradient)
    subject.state = trainer.state
    subject.run = position
    subject.preconditioner = { [trainer = trainer] in trainer.preconditioner }
    subject.nextParameters = { [trainer = trainer] in trainer.nextParameters() }
    return subject
  }
}

/// What an instrument records along a run: tables and numbers. The tables are all that it remembers, so that a run goes on from them.
package protocol Recorder<R>: AnyObject {
  associatedtype R: Real
  /// Looks at a moment of the run, and measures where it is due.
  func observe(_ moment: Moment<R>) throws
  /// The files it leaves, by name.
  var tables: [String: CSVTable] { get }
  /// Goes on from tables of an interrupted run; false, and nothing changed, where they are not this recorder's.
  func resume(from stored: [String: CSVTable]) -> Bool
  /// The run's numbers; not a number for one without a value.
  var metrics: [String: Double] { get }
}

/// The recorder of any instrument.
package final class InstrumentRecorder<I: Instrument, R: Real>: Recorder {
  private let instrument: I
  private let schedule: Schedule
  private let examples: Int?
  private var steps: Int
  private let learningRate: Double
  private let rateFactor: (_ step: Int) -> Double
  private let stepsPerEpoch: Int
  private var entries = [Record<I>.Entry]()
  private var table = I.emptyTable
  private var detailTable = I.emptyDetailTable

  package init(
    _ instrument: I, _ schedule: Schedule, _ configuration: RunConfiguration, stepsPerEpoch: Int, examples: Int? = nil
  ) {
    (self.instrument, self.schedule, self.stepsPerEpoch, self.examples) = (instrument, schedule, stepsPerEpoch, examples)
    (steps, learningRate, rateFactor) = (configuration.steps, configuration.learningRate, configuration.rateFactor)
  }

  package func observe(_ moment: Moment<R>) throws {
    // A run that stops early has as many steps as it took.
    if moment.isLast { steps = moment.step }
    let isDue = schedule.isDue(at: moment.step, isLast: moment.isLast, stepsPerEpoch: stepsPerEpoch)
    guard I.isWanted(isDue: isDue, isFinite: moment.value.loss.isFinite, step: moment.step) else { return }
    var subject = moment.subject(examples: examples)
    for name in instrument.otherPoints { subject.points[name] = try moment.otherPoint(name) }
    for row in try instrument.measure(subject, progress: { _ in }) {
      entries.append(Record.Entry(step: moment.step, rateFactor: rateFactor(moment.step), row))
      table.append((I.isMeasuredAlongRun ? [moment.step] : []) + row.fields)
      for detail in I.details(of: row) { detailTable?.append([moment.step] + detail.fields) }
    }
  }

  private var fileNames: (rows: String, details: String?) { ("\(I.fileName).csv", I.detailFileName.map { "\($0).csv" }) }

  package var tables: [String: CSVTable] {
    var tables = [fileNames.rows: table]
    if let name = fileNames.details { tables[name] = detailTable }
    return tables
  }

  package func resume(from stored: [String: CSVTable]) -> Bool {
    guard tables.allSatisfy({ stored[$0.key]?.columns == $0.value.columns }), let rows = stored[fileNames.rows],
      let record = try? Record<I>(rows, file: fileNames.rows, steps: steps, learningRate: learningRate, rateFactor: rateFactor)
    else { return false }
    (entries, table) = (record.entries, rows)
    if let name = fileNames.details { detailTable = stored[name] }
    return true
  }

  package var metrics: [String: Double] {
    let record = Record<I>(entries, steps: steps, learningRate: learningRate)
    return Dictionary(uniqueKeysWithValues: I.metrics.map { ($0.name, $0.value(record)) })
  }
}

extension Measurement {
  /// The recorder of this measurement along a run.
  package func recorder<R: Real>(_ configuration: RunConfiguration, stepsPerEpoch: Int, as type: R.Type = R.self) -> any Recorder<R> {
    func make<I: Instrument>(_ instrument: I) -> any Recorder<R> {
      InstrumentRecorder<I, R>(instrument, schedule, configuration, stepsPerEpoch: stepsPerEpoch, examples: examples)
    }
    return make(instrument.base)
  }
}
