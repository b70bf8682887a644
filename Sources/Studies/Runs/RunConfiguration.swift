internal import Foundation
public import Datasets
public import Networks
internal import Records
public import Tensors
public import Training

/// What is measured during a run, and how often.
public struct MeasurementPlan: Codable, Hashable, Sendable {
  /// Steps between rows of `training.csv`.
  public var recordEvery: Int
  /// Steps between evaluations on the test split.
  public var evaluateEvery: Int
  /// Steps between probes along the gradient and of covariate shift.
  public var probeEvery: Int
  /// Steps between histograms of activations.
  public var activationsEvery: Int
  /// Step sizes η along the gradient, as multiples of the learning rate.
  public var stepSizeMultiples: [Double]
  /// Bins of an activation histogram, on [−`histogramLimit`, `histogramLimit`).
  public var histogramBins = 100
  /// Half the histogram's range.
  public var histogramLimit = 5.0

  /// A plan.
  public init(recordEvery: Int, evaluateEvery: Int, probeEvery: Int, activationsEvery: Int, stepSizeMultiples: [Double]) {
    self.recordEvery = recordEvery
    self.evaluateEvery = evaluateEvery
    self.probeEvery = probeEvery
    self.activationsEvery = activationsEvery
    self.stepSizeMultiples = stepSizeMultiples
  }
}

/// Everything that a run's results depend on; a run is a pure function of it.
public struct RunConfiguration: Codable, Hashable, Sendable {
  /// The network.
  public var model: Model
  /// Its normalization.
  public var variant: Variant
  /// What it learns.
  public var dataset: DatasetConfiguration
  /// Crops and flips of its training images; nil for none.
  public var augmentation: Augmentation?
  /// How its weights start.
  public var initializer: Initializer
  /// How gradients become steps.
  public var optimizer: OptimizerConfiguration
  /// The learning rate η.
  public var learningRate: Double
  /// Examples a step.
  public var batchSize: Int
  /// Steps of training.
  public var steps: Int
  /// The master seed.
  public var seed: UInt64
  /// What the engine computes in.
  public var precision: Precision
  /// What is measured.
  public var measurements: MeasurementPlan

  /// A configuration.
  public init(
    model: Model, variant: Variant, dataset: DatasetConfiguration, augmentation: Augmentation?, initializer: Initializer,
    optimizer: OptimizerConfiguration,
    learningRate: Double, batchSize: Int, steps: Int, seed: UInt64, precision: Precision, measurements: MeasurementPlan
  ) {
    self.model = model
    self.variant = variant
    self.dataset = dataset
    self.augmentation = augmentation
    self.initializer = initializer
    self.optimizer = optimizer
    self.learningRate = learningRate
    self.batchSize = batchSize
    self.steps = steps
    self.seed = seed
    self.precision = precision
    self.measurements = measurements
  }

  /// Raised whenever the same configuration would give other results or other files.
  public static let schemaVersion = 2

  /// The name of the run's folder: what a person looks for, and the hash that tells runs apart.
  public var identifier: String {
    get throws { "\(model.name)-\(variant.rawValue)-lr\(learningRate)-seed\(seed)-\(try hash)" }
  }

  /// The hash of the whole configuration and the schema version.
  public var hash: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return Checksum.fnv1a(Data("\(Self.schemaVersion)".utf8) + (try encoder.encode(self)))
    }
  }
}
