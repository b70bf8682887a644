internal import Datasets
internal import Interchange
internal import Networks
internal import Records
internal import Tensors
internal import Training

/// Trains and measures one network, and writes its files.
struct RunExecution {
  let configuration: RunConfiguration
  let dataset: any Dataset

  /// Runs in the configuration's precision; `progress` is told how many of the steps are done and answers whether to go on.
  func run(into folder: String, progress: (_ step: Int) throws -> Void) throws -> Outcome {
    switch configuration.precision {
    case .float32: try run(Float.self, into: folder, progress)
    case .float64: try run(Double.self, into: folder, progress)
    }
  }

  private func run<R: Real>(_ type: R.Type, into folder: String, _ progress: (_ step: Int) throws -> Void) throws -> Outcome {
    let network = try configuration.model.network(input: dataset.inputShape, outputs: dataset.outputs, variant: configuration.variant)
    let trainer = Trainer<R>(
      network: network, loss: configuration.model.loss, dataset: dataset, batchSize: configuration.batchSize,
      optimizer: configuration.optimizer, learningRate: configuration.learningRate,
      parameters: configuration.initializer.parameters(of: network, seed: configuration.seed), seed: configuration.seed,
      augmentation: configuration.augmentation)
    let recorders: [any Recorder<R>] = try recorders(for: configuration, network: network, dataset: dataset)

    var divergedAtStep: Int?
    for step in 0...configuration.steps {
      let value = trainer.computeGradient()
      let moment = Moment(step: step, isLast: step == configuration.steps, value: value, trainer: trainer)
      for recorder in recorders { recorder.observe(moment) }
      try progress(step)
      guard value.loss.isFinite else {
        divergedAtStep = step
        break
      }
      if !moment.isLast { trainer.update() }
    }

    var metrics: [String: Double?] = ["diverged": divergedAtStep == nil ? 0 : 1]
    for recorder in recorders {
      for (name, table) in recorder.tables { try AtomicFiles.write(table.text, to: "\(folder)/\(name)") }
      for (name, value) in recorder.metrics { metrics.updateValue(value.isFinite ? value : nil, forKey: name) }
    }
    let tensors = Weights.tensors(of: network, parameters: trainer.parameters, state: trainer.state)
    try AtomicFiles.write(try SafeTensors.data(tensors), to: "\(folder)/weights.safetensors")
    if let description = try ModelDescription.data(network, loss: configuration.model.loss) {
      try AtomicFiles.write(description, to: "\(folder)/model.json")
    }
    return Outcome(divergedAtStep: divergedAtStep, metrics: metrics)
  }
}
