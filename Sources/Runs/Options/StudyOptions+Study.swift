internal import Datasets
internal import Foundation
internal import Instruments
internal import Networks
internal import Records
internal import Tensors
internal import Training

extension StudyOptions {
  /// The study that the options ask for: every variant with every seed.
  ///
  /// - Parameters:
  ///   - name: the study's.
  ///   - presets: the study's own settings for a model and scale.
  /// - Throws: `DataError` for data that cannot be read, `OptionError` for options that do not go together.
  public func study(named name: String, presets: (ModelName, Scale) -> Preset) throws -> Study {
    try study(named: name, presets: presets) { $0 }
  }

  /// Likewise, with a grid made of these by `vary`; `setting` is what runs then differ in (see `RunOptions`).
  public func study(
    named name: String, presets: (ModelName, Scale) -> Preset, setting: @escaping @Sendable (RunConfiguration) -> String = { _ in "" },
    vary: ([RunConfiguration]) -> [RunConfiguration]
  ) throws -> Study {
    let preset = presets(model, run.scale)
    let variants = variants ?? preset.variants
    try refuseIdleOptions(study: name, instruments: preset.probes + preset.looks, variants: variants)
    if model.cell != nil, let hidden, hidden.count > 1 {
      throw OptionError(
        option: "--hidden", found: hidden.map(String.init).joined(separator: ","), expected: "one width for \(model.rawValue)")
    }
    let library = run.datasets
    let dataset = try dataset(library)
    try refuseMisfits(variants, in: configuration(preset, dataset), input: try library.dataset(dataset, seed: 0))
    func grid(_ options: StudyOptions) throws -> [RunConfiguration] {
      let configuration = options.configuration(preset, dataset)
      let grid = [configuration].varying(\.variant, over: options.variants ?? preset.variants)
        .varying(\.seed, over: options.run.seeds(preset.seeds)).map(options.startingScale)
      return vary(options.normalization.applied(to: grid))
    }
    let own = try grid(self)
    if let learningRate, !own.allSatisfy({ $0.learningRate == learningRate }) {
      throw OptionError(
        option: "--learning-rate", found: "study \(name) of model \(model.rawValue)", expected: "one without learning rates of its own")
    }
    let standard = try grid(try StudyOptions.parse(["--model", model.rawValue, "--scale", run.scale.rawValue]))
    return try run.study(
      named: name, folder: name + (model == .mlp ? "" : "-\(model.rawValue)"), own, standard: standard, library: library,
      setting: setting)
  }

  /// The first of the grid's configurations: the plain network, with the options' settings or else the preset's.
  private func configuration(_ preset: Preset, _ dataset: DatasetConfiguration) -> RunConfiguration {
    let steps = steps ?? preset.steps
    let every = every ?? preset.every
    let isPlain = optimizer.configuration == .sgd() && optimizer.selectiveDecay == nil && run.clipping.clip == nil
    let probes = preset.probes.map { probe -> any Instrument in
      if let stepSizes, var line = probe as? LineInstrument {
        line.steps = stepSizes
        return line
      }
      // What shifts a layer's inputs is the step that is taken.
      if !isPlain, var shift = probe as? CovariateShiftInstrument {
        shift.by = .optimizer
        return shift
      }
      return probe
    }
    let plan =
      [Measurement(TrainingInstrument(), .every(max(1, every / 5))), Measurement(EvaluationInstrument(), .every(max(1, steps / 3)))]
      + probes.map { Measurement($0, .every(every)) } + preset.looks.map { Measurement($0, .every(max(1, steps / 10))) }
    let network: Model =
      switch model {
      case .resnet8, .resnet14, .resnet20, .resnet32, .resnet44, .resnet56:
        .resnet(configuration: residual.configuration(depth: model.residualDepth ?? 0, width: width ?? preset.width))
      case .rnn: .recurrent(configuration: recurrent.configuration(.rnn, hidden: hidden?.first ?? 64))
      case .lstm: .recurrent(configuration: recurrent.configuration(.lstm, hidden: hidden?.first ?? 64))
      case .mlp: .mlp(hidden: hidden ?? preset.hidden, activation: activation ?? .relu)
      case .dln: .dln(depth: preset.depth)
      case .cnn: .cnn
      case .vgg11: .vgg(depth: .eleven, width: width ?? preset.width)
      case .vgg13: .vgg(depth: .thirteen, width: width ?? preset.width)
      case .vgg16: .vgg(depth: .sixteen, width: width ?? preset.width)
      }
    var configuration = RunConfiguration(
      model: network, variant: .none, dataset: dataset, augmentation: augment ? Augmentation() : nil,
      normalization: NormalizationSettings(initialScale: gamma ?? 1), initializer: initializer, optimizer: optimizer.configuration,
      learningRate: learningRate ?? preset.learningRate,
      batchSize: batchSize ?? preset.batchSize, steps: steps, seed: 0, precision: precision ?? preset.precision, measurements: plan)
    configuration.selectiveDecay = optimizer.selectiveDecay
    return configuration
  }

  /// Where γ starts unless said otherwise: at 0.1 in a recurrent network that is normalized over the batch (Cooijmans et al. 2017, section 4), else at 1.
  private func startingScale(_ configuration: RunConfiguration) -> RunConfiguration {
    guard gamma == nil, model.cell != nil, configuration.variant.isOverBatch else { return configuration }
    var own = configuration
    own.normalization.initialScale = 0.1
    return own
  }

  /// Refuses variants that the model has no place for, before any run starts.
  ///
  /// - Throws: `OptionError` for the first of them.
  private func refuseMisfits(_ variants: [Variant], in plain: RunConfiguration, input dataset: any Dataset) throws {
    for variant in variants where variant != .none {
      var configuration = plain
      configuration.variant = variant
      do throws(NetworkError) {
        _ = try configuration.network(for: dataset)
      } catch {
        throw optionError(error, variant)
      }
    }
  }

  /// What keeps a variant out of the model, by the option that says so.
  private func optionError(_ error: NetworkError, _ variant: Variant) -> any Error {
    switch error {
    case .doesNotFit(let layer, let name, let found, let expected):
      OptionError(
        option: "--variants", found: "\(variant.rawValue) in model \(model.rawValue), where layer \(layer) (\(name)) has \(found)",
        expected: expected)
    case .invalidArgument(let name, let found, let expected) where Self.modelOptions.contains(name):
      OptionError(option: "--\(name.replacing(" ", with: "-"))", found: found, expected: expected)
    default: error
    }
  }

  /// What a model's arguments and options have in common, in a model's words.
  private static let modelOptions: Set = ["branch scale", "stages", "width", "hidden"]

  /// The data that the model learns.
  private func dataset(_ library: DatasetLibrary) throws -> DatasetConfiguration {
    guard model != .dln else { return .gaussianRegression(examples: 1000, features: 10) }
    // VGG halves its image five times; residual networks are made for images of 32 × 32, and see the same ones.
    let configuration = try library.images(scaling: .standardized, side: model.hasChannelFactor ? 32 : nil)
    if let images = try library.dataset(configuration, seed: 0) as? FashionMNIST { notePadding(of: images) }
    return configuration
  }

  /// Says on standard error where the network does not see images as the files have them.
  private func notePadding(of images: FashionMNIST) {
    let (own, input) = (images.imageShape, images.inputShape)
    guard own != input, !run.quiet, !run.jsonProgress else { return }
    StandardStreams.note(
      "images of \(own.height)×\(own.width) are padded with zeros to \(input.height)×\(input.width) for \(model.rawValue)")
  }
}
