import Datasets
import Instruments
import Networks
import Records
import Runs
import Tensors
import TestSupport
import Testing
import Training

/// What instruments record along a run, whole or in two parts.
@Suite("recorders")
struct InstrumentRecorderTests {
  /// Every instrument that a run can have, each with a schedule of its own.
  private static let measurements = [
    Measurement(TrainingInstrument(), .every(1)), Measurement(EvaluationInstrument(), .every(3)),
    Measurement(LineInstrument(steps: [0.5, 1, 2], unit: .learningRate), .every(2)), Measurement(CovariateShiftInstrument(), .every(2)),
    Measurement(DistributionShiftInstrument(), .every(4)), Measurement(ActivationInstrument(bins: 4), .logarithmic(perDecade: 3)),
    Measurement(LinearityInstrument(), .every(2)), Measurement(GradientCurvatureInstrument(), .epochs(1)),
    Measurement(RepresentationInstrument(), .every(5)), Measurement(TheoremInstrument(), .every(5)),
    Measurement(StatisticsInstrument(), .every(6)), Measurement(InspectionInstrument(), .end),
    Measurement(GradientInstrument(), .every(6)), Measurement(CurvatureInstrument(top: 2), .every(6)),
    Measurement(TheoryInstrument(layer: 1), .every(6)), Measurement(ChannelMeanInstrument(), .every(6)),
    Measurement(GradientAutocorrelationInstrument(points: 64), .every(6)), Measurement(SharpnessInstrument(), .every(6)),
    Measurement(TraceInstrument(), .every(6)), Measurement(SpectrumInstrument(probes: 2, steps: 5), .every(6)),
    Measurement(KeskarSharpnessInstrument(), .every(6), examples: 12), Measurement(FilterFlatnessInstrument(), .every(6), examples: 12),
    Measurement(PlaneInstrument(alphas: [-1, 0, 1], betas: [0, 1]), .every(6)),
    Measurement(RelativeFlatnessInstrument(), .every(6)), Measurement(SphericalSharpnessInstrument(), .every(6), examples: 40),
    Measurement(LargestEigenvalueInstrument(data: MeasuredData(examples: 16, batchSize: 8)), .every(6)),
    Measurement(BatchSharpnessInstrument(examples: 4, batches: 3), .every(6)), Measurement(EigenspaceInstrument(top: 3), .every(6)),
    Measurement(WeightMotionInstrument(), .every(4)), Measurement(NormalityInstrument(), .every(6)),
    Measurement(DistanceLineInstrument(distances: [0.1, 1]), .every(4)),
  ]

  private static let configuration = RunConfiguration(
    model: .mlp(hidden: [4, 4, 4], activation: .tanh), variant: .batch, dataset: .gaussianRegression(examples: 40, features: 3),
    initializer: .glorotNormal, optimizer: .sgd(), learningRate: 0.05, batchSize: 10, steps: 12, seed: 1, precision: .float64,
    measurements: measurements)

  /// A run that recorders look at.
  private final class Run {
    let trainer: Trainer<Double>
    let dataset: any Dataset
    let start: [Double]
    var recorders: [any Recorder<Double>]

    init() throws {
      let configuration = configuration
      dataset = try GaussianRegression(examples: 40, features: 3, seed: configuration.seed)
      let network = try configuration.model.network(input: dataset.inputShape, outputs: dataset.outputs, variant: configuration.variant)
      start = configuration.initializer.parameters(of: network, seed: configuration.seed)
      trainer = Trainer(
        network: network, loss: .halfSumSquaredError, dataset: dataset, batchSize: configuration.batchSize,
        optimizer: configuration.optimizer, learningRate: configuration.learningRate, parameters: start, seed: configuration.seed)
      recorders = Self.recorders()
    }

    static func recorders() -> [any Recorder<Double>] { measurements.map { $0.recorder(configuration, stepsPerEpoch: 4) } }

    /// Goes through steps up to, but without, `end`.
    func go(to end: Int) throws {
      let configuration = configuration
      for step in trainer.step..<end {
        let value = trainer.computeGradient()
        let position = RunPosition(
          step: step, learningRate: configuration.learningRate, seed: configuration.seed, batchSize: configuration.batchSize, start: start,
          dataset: dataset)
        let moment = Moment(step: step, isLast: step == configuration.steps, value: value, trainer: trainer, position: position)
        for recorder in recorders { try recorder.observe(moment) }
        trainer.update()
      }
    }
  }

  private static let end = configuration.steps + 1

  /// The tables as a checkpoint's reader finds them.
  private func stored(_ recorders: [any Recorder<Double>]) throws -> [String: CSVTable] {
    let folder = try TemporaryFolder.make()
    var stored = [String: CSVTable]()
    for (name, table) in recorders.flatMap(\.tables) {
      try AtomicFiles.write(table.text, to: "\(folder)/\(name)")
      #expect(stored.updateValue(try CSVTable(contentsOf: "\(folder)/\(name)"), forKey: name) == nil, "two tables are named \(name)")
    }
    return stored
  }

  private func texts(_ recorder: any Recorder<Double>) -> [String: String] { recorder.tables.mapValues(\.text) }
  /// Numbers by their shortest texts, so that two that are none are equal.
  private func numbers(_ recorder: any Recorder<Double>) -> [String: String] { recorder.metrics.mapValues(\.csvText) }

  @Test("that went on in the middle have the tables and numbers of those that were not interrupted", arguments: [1, 6, 7, 12])
  func resumption(interruption: Int) throws {
    let whole = try Run()
    try whole.go(to: Self.end)
    let run = try Run()
    try run.go(to: interruption)
    let stored = try stored(run.recorders)
    let resumed = Run.recorders()
    for (index, recorder) in resumed.enumerated() {
      #expect(recorder.resume(from: stored))
      #expect(texts(recorder) == texts(run.recorders[index]) && numbers(recorder) == numbers(run.recorders[index]))
    }
    run.recorders = resumed
    try run.go(to: Self.end)
    for (index, recorder) in run.recorders.enumerated() {
      let name = Self.measurements[index].instrument.name
      #expect(texts(recorder) == texts(whole.recorders[index]), "\(name)")
      #expect(numbers(recorder) == numbers(whole.recorders[index]), "\(name)")
    }
  }

  @Test("record every instrument of the catalogue that needs nothing from outside, where it is due")
  func rows() throws {
    let missing = Instruments.all.map { $0.name }.filter { name in !Self.measurements.contains { $0.instrument.name == name } }
    // A chain has no residual blocks and no states.
    #expect(
      missing == ["residual-blocks", "time-gradients", "hessian-vector-product", "gauss-newton-vector-product", "interpolation", "path"])
    let run = try Run()
    try run.go(to: Self.end)
    let tables = run.recorders.reduce(into: [:]) { $0.merge($1.tables) { first, _ in first } }
    for (name, table) in tables { #expect(!table.rows.isEmpty, "\(name)") }
    func steps(_ file: String) -> [Int] {
      (tables["\(file).csv"]?.texts("step") ?? []).compactMap { Int($0) }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
    #expect(steps("training") == Array(0...12) && steps("distribution_shift") == [0, 4, 8, 12])
    // Running statistics are worth nothing at step 0; at the last step everything is looked at.
    #expect(steps("evaluation") == [3, 6, 9, 12] && steps("representations") == [0, 5, 10, 12])
    #expect(steps("activations") == [0, 1, 2, 5, 10, 12] && steps("histograms") == [0, 1, 2, 5, 10, 12])
    // Four steps are an epoch.
    #expect(steps("gradient_curvature") == [0, 4, 8, 12] && steps("landscape") == [0, 2, 4, 6, 8, 10, 12])
    // Three step sizes a probe; six bins, and what lies outside, for each of seven layers and more.
    #expect(tables["line.csv"]?.rows.count == 3 * 7 && tables["inspection.csv"]?.columns.first == "unit")
    #expect(tables["histograms.csv"]?.rows.count == 6 * (tables["activations.csv"]?.rows.count ?? 0))
    for (recorder, measurement) in zip(run.recorders, Self.measurements) {
      func names<I: Instrument>(_ instrument: I) -> Set<String> { Set(I.metrics.map(\.name)) }
      #expect(Set(recorder.metrics.keys) == names(measurement.instrument.base))
    }
  }

  @Test("look at a loss that is no number only for the losses themselves")
  func divergence() throws {
    let run = try Run()
    try run.go(to: 1)
    let before = run.recorders.map { texts($0) }
    let position = RunPosition(step: 2, learningRate: 0.05, seed: 1, batchSize: 10, start: run.start, dataset: run.dataset)
    _ = run.trainer.computeGradient()
    let moment = Moment(
      step: 12, isLast: false, value: LossValue(loss: .infinity, accuracy: .nan), trainer: run.trainer, position: position)
    for recorder in run.recorders { try recorder.observe(moment) }
    let changed = zip(Self.measurements, zip(before, run.recorders)).filter { $1.0 != texts($1.1) }.map { $0.0.instrument.name }
    #expect(changed == ["training", "evaluation"])
    #expect(run.recorders[0].tables["training.csv"]?.rows.last?[1] == "inf")
  }

  @Test("do not go on from tables of another instrument, from damaged ones or from none")
  func refusals() throws {
    let run = try Run()
    try run.go(to: 3)
    let tables = try stored(run.recorders)
    for (index, measurement) in Self.measurements.enumerated() {
      let name = measurement.instrument.name
      func expectRefused(_ stored: [String: CSVTable], _ why: String) throws {
        let recorder = run.recorders[index]
        let (before, numbersBefore) = (texts(recorder), numbers(recorder))
        #expect(!recorder.resume(from: stored), "\(name): \(why)")
        #expect(texts(recorder) == before && numbers(recorder) == numbersBefore, "\(name): \(why)")
      }
      try expectRefused([:], "no tables")
      let own = try stored([run.recorders[index]])
      for (file, table) in own {
        var others = tables
        others[file] = nil
        try expectRefused(others, "no \(file)")
        for (other, stranger) in tables where own[other] == nil && stranger.columns != table.columns {
          others[file] = stranger
          try expectRefused(others, "\(other) as \(file)")
        }
      }
      let rows = try #require(own.min { $0.value.columns.count > $1.value.columns.count })
      var damaged = CSVTable(columns: rows.value.columns)
      damaged.append(rows.value.columns.map { _ in "?" })
      try expectRefused(own.merging([rows.key: damaged]) { $1 }, "a damaged \(rows.key)")
    }
  }
}
