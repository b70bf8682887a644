internal import Datasets
internal import Foundation
internal import Instruments
internal import Interchange
internal import Networks
internal import Records
internal import Tensors
internal import Training

/// Trains and measures one network, and writes its files; from its last checkpoint where there is one.
struct RunExecution {
  let configuration: RunConfiguration
  let dataset: any Dataset
  let store: RunStore
  /// Seconds between checkpoints.
  let checkpointInterval: Double
  /// The folder for TensorBoard's event files, if they are wanted.
  let eventFolder: String?
  /// Threads that share its work, which does not show in its results.
  let threads: Int

  /// How the attempt ended.
  enum Result: Equatable {
    /// The run is in the store.
    case finished
    /// Another process is at it.
    case busy
  }

  /// Runs in the configuration's precision; `progress` is told how many of the steps are done and may throw to stop it.
  ///
  /// - Throws: `ConfigurationError` or `InstrumentError` for a configuration of which no run can be made, before anything is written.
  func run(progress: @escaping (_ step: Int) throws -> Void) throws -> Result {
    try configuration.validate(examples: dataset.count(.training))
    guard let lock = try store.lock(configuration) else { return .busy }
    return try withExtendedLifetime(lock) {
      // Whoever had the lock before may have finished it.
      if case .finished(let run) = try store.look(for: configuration) {
        try run.writeEvents(below: eventFolder)
        return .finished
      }
      switch configuration.precision {
      case .float32: try run(Float.self, progress)
      case .float64: try run(Double.self, progress)
      }
      return .finished
    }
  }

  private func run<R: Real>(_ type: R.Type, _ progress: @escaping (_ step: Int) throws -> Void) throws {
    let (started, instant) = (Date(), ContinuousClock.now)
    let network = try configuration.network(for: dataset)
    let start: [R] = configuration.initialParameters(of: network)
    let team = Team(threads: threads)
    let trainer = configuration.trainer(of: network, on: dataset, seed: configuration.seed, from: start, team: team)
    let stepsPerEpoch = max(1, dataset.count(.training) / configuration.batchSize)
    func freshRecorders() -> [any Recorder<R>] {
      configuration.measurements.map { $0.recorder(configuration, stepsPerEpoch: stepsPerEpoch) }
    }
    var recorders = freshRecorders()
    var window = configuration.stopping.map { LossWindow($0) }
    let unfinished = try store.unfinishedFolder(configuration)
    if let checkpoint = Checkpoint<R>.latest(in: unfinished, note: store.note) {
      let resumed = freshRecorders()
      var losses = window
      if resumed.allSatisfy({ $0.resume(from: checkpoint.tables) }),
        losses?.resume(from: checkpoint.tables[LossWindow.fileName]) != false, trainer.resume(from: checkpoint.trainer)
      {
        (recorders, window) = (resumed, losses)
      }
    }
    let events = try eventFolder.map { try EventRecorder(folder: "\($0)/\(try configuration.identifier)") }

    var divergedAtStep: Int?
    var stoppedAtStep: Int?
    let examples = FixedExamples<R>()
    // Made once: closures of a step's own would be an allocation a step.
    let otherPoint = OtherPoints<R>(
      configuration: configuration, network: network, dataset: dataset, team: team, interrupt: { try progress(trainer.step) }
    ).point
    var lastCheckpoint = ContinuousClock.now
    for step in trainer.step...configuration.steps {
      let value = trainer.computeGradient()
      window?.add(value.loss)
      if window?.isMet == true { stoppedAtStep = step }
      let moment = Moment(
        step: step, isLast: step == configuration.steps || stoppedAtStep != nil, value: value, trainer: trainer,
        position: RunPosition(
          step: step, learningRate: trainer.learningRate, seed: configuration.seed, batchSize: configuration.batchSize, start: start,
          dataset: dataset), examples: examples, otherPoint: otherPoint)
      for recorder in recorders { try recorder.observe(moment) }
      if value.loss.isFinite, configuration.trajectory?.isDue(at: step, isLast: moment.isLast, stepsPerEpoch: stepsPerEpoch) == true {
        try AtomicFiles.makeFolder(unfinished)
        let tensors = Weights.tensors(of: network, parameters: trainer.parameters, state: trainer.state)
        try AtomicFiles.write(try SafeTensors.data(tensors), to: "\(unfinished)/\(Trajectory.fileName(at: step))")
      }
      try events?.write(recorders.flatMap(\.tables))
      try progress(step)
      guard value.loss.isFinite else {
        divergedAtStep = step
        break
      }
      guard !moment.isLast else { break }
      trainer.update()
      // In numbers: not every number of seconds is a duration.
      if (ContinuousClock.now - lastCheckpoint) / .seconds(1) > checkpointInterval {
        try AtomicFiles.makeFolder(unfinished)
        var tables = Dictionary(uniqueKeysWithValues: recorders.flatMap(\.tables))
        tables[LossWindow.fileName] = window?.table
        try Checkpoint(trainer: trainer.snapshot, tables: tables).write(to: unfinished)
        lastCheckpoint = .now
      }
    }
    try store.store(configuration, started: started, instant: instant) { folder in
      var metrics: [String: Double?] = ["diverged": divergedAtStep == nil ? 0 : 1]
      if configuration.stopping != nil { metrics["stopped"] = stoppedAtStep == nil ? 0 : 1 }
      for recorder in recorders {
        for (name, table) in recorder.tables { try AtomicFiles.write(table.text, to: "\(folder)/\(name)") }
        for (name, value) in recorder.metrics { metrics.updateValue(value.isFinite ? value : nil, forKey: name) }
      }
      for (name, path) in configuration.trajectory == nil ? [] : try Trajectory.files(in: unfinished) {
        try AtomicFiles.write(try AtomicFiles.read(path), to: "\(folder)/\(name)")
      }
      let tensors = Weights.tensors(of: network, parameters: trainer.parameters, state: trainer.state)
      try AtomicFiles.write(try SafeTensors.data(tensors), to: "\(folder)/weights.safetensors")
      if let description = try ModelDescription.data(network, loss: configuration.trainedLoss) {
        try AtomicFiles.write(description, to: "\(folder)/model.json")
      }
      return Outcome(divergedAtStep: divergedAtStep, stoppedAtStep: stoppedAtStep, metrics: metrics)
    }
  }
}
