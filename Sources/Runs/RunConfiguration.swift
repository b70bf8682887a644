internal import Foundation
public import Datasets
public import Instruments
public import Networks
internal import Records
public import Tensors
public import Training

/// Everything that a run's results depend on; a run is a pure function of it.
public struct RunConfiguration: Codable, Hashable, Sendable {
  /// The network.
  public var model: Model
  /// Its normalization.
  public var variant: Variant
  /// What it minimises; nil for the model's own loss, and then a run's hash knows nothing of it.
  public var loss: Loss?
  /// What it learns.
  public var dataset: DatasetConfiguration
  /// Crops and flips of its training images; nil for none.
  public var augmentation: Augmentation?
  /// What its normalization layers have in common.
  public var normalization: NormalizationSettings
  /// How its weights start.
  public var initializer: Initializer
  /// A factor on them.
  public var weightScale: Double
  /// How gradients become steps.
  public var optimizer: OptimizerConfiguration
  /// Weight decay of some weights in place of the optimizer's, or what stands for it; nil for none, and then a run's hash knows nothing of it.
  public var selectiveDecay: SelectiveDecay?
  /// The learning rate η.
  public var learningRate: Double
  /// How the learning rate changes over the run; nil where it does not, and then a run's hash knows nothing of schedules.
  public var rateSchedule: RateSchedule?
  /// The norm to which longer gradients are shortened; nil for as they are, and then a run's hash knows nothing of it.
  public var gradientClip: Double?
  /// What ends the run before its last step; nil for nothing, and then a run's hash knows nothing of it.
  public var stopping: StoppingRule?
  /// When parameters and running statistics are kept along the run (see `Trajectory`); nil where they are not, and then a run's hash knows nothing of it.
  public var trajectory: Schedule?
  /// The other run that paths lead to; nil for none, and then a run's hash knows nothing of it.
  public var partner: Partner?
  /// Examples a step.
  public var batchSize: Int
  /// Steps of training, the most where `stopping` may end it.
  public var steps: Int
  /// The master seed.
  public var seed: UInt64
  /// What the engine computes in.
  public var precision: Precision
  /// What is measured.
  public var measurements: [Measurement]

  /// A configuration.
  public init(
    model: Model, variant: Variant, loss: Loss? = nil, dataset: DatasetConfiguration, augmentation: Augmentation? = nil,
    normalization: NormalizationSettings = NormalizationSettings(), initializer: Initializer, weightScale: Double = 1,
    optimizer: OptimizerConfiguration, learningRate: Double, rateSchedule: RateSchedule? = nil, gradientClip: Double? = nil,
    stopping: StoppingRule? = nil,
    batchSize: Int, steps: Int, seed: UInt64, precision: Precision, measurements: [Measurement]
  ) {
    self.model = model
    self.variant = variant
    self.loss = loss
    self.dataset = dataset
    self.augmentation = augmentation
    self.normalization = normalization
    self.initializer = initializer
    self.weightScale = weightScale
    self.optimizer = optimizer
    self.learningRate = learningRate
    self.rateSchedule = rateSchedule
    self.gradientClip = gradientClip
    self.stopping = stopping
    self.batchSize = batchSize
    self.steps = steps
    self.seed = seed
    self.precision = precision
    self.measurements = measurements
  }

  /// What training minimises: images are regressed on the indicators of their classes where that is no classification.
  public var trainedLoss: Loss { loss ?? model.loss }

  /// Whether its plan has an instrument of a kind.
  public func measures<I: Instrument>(_ instrument: I.Type) -> Bool { measurements.contains { $0.instrument.base is I } }

  /// What the learning rate is multiplied by at a step; 1 without a schedule.
  public func rateFactor(at step: Int) -> Double { rateSchedule?.factor(at: step, of: steps) ?? 1 }

  /// The network that it trains on data of some shape.
  ///
  /// - Throws: `NetworkError` for sizes that are not positive or layers that do not fit.
  func network(for dataset: any Dataset) throws(NetworkError) -> Network {
    try model.network(input: dataset.inputShape, outputs: dataset.outputs, variant: variant, settings: normalization)
  }

  /// Where its training starts: θ₀ of such a network.
  func initialParameters<R: Real>(of network: Network) -> [R] { initializer.parameters(of: network, seed: seed, scale: weightScale) }

  /// A run of it on data and from parameters of some seed.
  func trainer<R: Real>(of network: Network, on dataset: any Dataset, seed: UInt64, from start: [R], team: Team) -> Trainer<R> {
    Trainer(
      network: network, loss: trainedLoss, dataset: dataset, batchSize: batchSize, optimizer: optimizer, learningRate: learningRate,
      rateFactor: rateFactor, parameters: start, seed: seed,
      groups: selectiveDecay?.groups(of: network, learningRate: learningRate, momentum: optimizer.momentum) ?? [],
      augmentation: augmentation,
      gradientClip: gradientClip, team: team)
  }

  /// The name of the run's folder: what a person looks for, and the hash that tells runs apart.
  public var identifier: String {
    get throws { "\(model.name)-\(variant.rawValue)-lr\(learningRate)-seed\(seed)-\(try hash)" }
  }

  /// The configuration as its hash and a comparison of two see it: JSON with sorted keys, the versions of its instruments included.
  var canonical: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return try encoder.encode(self)
    }
  }

  /// The hash of the whole configuration.
  public var hash: String { get throws { Checksum.fnv1a(try canonical) } }
}
