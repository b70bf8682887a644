internal import ArgumentParser
internal import Datasets
internal import Foundation
internal import Networks
internal import Records
internal import Tensors
internal import Training

extension StudyOptions {
  /// The study that the options ask for, with its data read.
  ///
  /// - Parameter presets: the study's own settings for a model and scale.
  /// - Throws: `DataError` for data that cannot be read, `OptionError` for options that do not go together.
  public func study(named name: String, presets: (ModelName, Scale) -> Preset) throws -> Study {
    let preset = presets(model, scale)
    if augment, [.dln, .mlp].contains(model) {
      throw OptionError(option: "--augment", found: "model \(model.rawValue)", expected: "a convolutional model")
    }
    let (dataset, library, examples) = try loadData()
    let batchSize = batchSize ?? preset.batchSize
    guard batchSize <= examples else {
      throw OptionError(option: "--batch-size", found: "\(batchSize)", expected: "at most the \(examples) training examples")
    }
    let steps = steps ?? preset.steps
    let every = every ?? preset.every
    let plan = MeasurementPlan(
      recordEvery: max(1, every / 5), evaluateEvery: max(1, steps / 3), probeEvery: every, activationsEvery: max(1, steps / 10),
      stepSizeMultiples: stepSizes.isEmpty ? preset.stepSizeMultiples : stepSizes)
    let network: Model =
      switch model {
      case .mlp: .mlp(hidden: hidden ?? preset.hidden, activation: activation)
      case .dln: .dln(depth: preset.depth)
      case .cnn: .cnn
      case .vgg11: .vgg(depth: .eleven, width: width ?? preset.width)
      case .vgg13: .vgg(depth: .thirteen, width: width ?? preset.width)
      case .vgg16: .vgg(depth: .sixteen, width: width ?? preset.width)
      }
    let rule: OptimizerConfiguration =
      switch optimizer {
      case .sgd: .sgd(momentum: momentum, weightDecay: weightDecay)
      case .adam: .adam(weightDecay: weightDecay)
      }
    let configurations = variants.flatMap { variant in
      (seeds?.seeds ?? Array(0..<UInt64(preset.seeds))).map { seed in
        RunConfiguration(
          model: network, variant: variant, dataset: dataset, augmentation: augment ? Augmentation() : nil, initializer: initializer,
          optimizer: rule,
          learningRate: learningRate ?? preset.learningRate, batchSize: batchSize, steps: steps, seed: seed,
          precision: precision ?? preset.precision, measurements: plan)
      }
    }
    let folder = output ?? "results/\(folderName(name))"
    var execution = Execution()
    execution.workers = workers ?? ProcessInfo.processInfo.activeProcessorCount
    execution.usesProcesses = isolation
    execution.checkpointInterval = checkpointEvery
    execution.data = data
    execution.eventFolder = tensorboard ? "\(folder)/tensorboard" : nil
    execution.progress = quiet ? .quiet : jsonProgress ? .json : .line
    let mode: StudyMode = self.plan ? .plan : collect ? .collect : shard.map { .shard($0.index, of: $0.count) } ?? .whole
    return Study(
      name: name, folder: folder, configurations: configurations, datasets: library, mode: mode, execution: execution, quiet: quiet)
  }

  /// The data that the model learns, read once.
  private func loadData() throws -> (DatasetConfiguration, DatasetLibrary, examples: Int) {
    guard model != .dln else {
      return (.gaussianRegression(examples: 1000, features: 10), DatasetLibrary(), 1000)
    }
    if FileManager.default.fileExists(atPath: "\(data)/data_batch_1.bin") {
      let cifar = try CIFAR10(folder: data)
      return (.cifar(checksum: cifar.checksum), DatasetLibrary(files: cifar), cifar.count(.training))
    }
    // VGG halves its image five times.
    let side = [.mlp, .cnn].contains(model) ? nil : 32
    let fashion = try FashionMNIST(folder: data, side: side)
    return (
      .fashion(scaling: .standardized, side: side, checksum: fashion.checksum), DatasetLibrary(files: fashion), fashion.count(.training)
    )
  }

  /// `landscape`, `landscape-quick`, `landscape-dln-paper`: another model or scale never writes over the results of the default one.
  private func folderName(_ name: String) -> String {
    name + (model == .mlp ? "" : "-\(model.rawValue)") + (scale == .default ? "" : "-\(scale.rawValue)")
  }
}
