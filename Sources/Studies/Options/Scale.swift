public import Networks
public import Tensors

/// How large a study is.
public enum Scale: String, CaseIterable, Sendable {
  /// Seconds: for tests and first looks.
  case quick
  /// Minutes on two cores: the committed results.
  case `default`
  /// The published scale.
  case paper
}

/// The models by the names of `--model`.
public enum ModelName: String, CaseIterable, Sendable {
  /// The multilayer perceptron.
  case mlp
  /// The deep linear network.
  case dln
  /// A small convolutional network.
  case cnn
  /// VGG for 32 × 32 images.
  case vgg11, vgg13, vgg16
}

/// A study's settings for one model and scale; options override them one by one.
public struct Preset: Sendable {
  /// Widths of hidden layers (`mlp`).
  public var hidden: [Int] = []
  /// Factor on the numbers of channels (`vgg`).
  public var width = 0.25
  /// Number of layers (`dln`).
  public var depth = 25
  /// Learning rate.
  public var learningRate: Double
  /// Examples a step.
  public var batchSize: Int
  /// Steps of training.
  public var steps: Int
  /// Normalizations to compare.
  public var variants: [Variant]
  /// What is measured.
  public var instruments: [Instrument]
  /// Number of seeds.
  public var seeds: Int
  /// Steps between probes.
  public var every: Int
  /// Step sizes as multiples of the learning rate.
  public var stepSizeMultiples: [Double]
  /// What the engine computes in.
  public var precision: Precision

  /// Settings.
  public init(
    hidden: [Int] = [], width: Double = 0.25, depth: Int = 25, learningRate: Double, batchSize: Int, steps: Int,
    variants: [Variant] = [.none, .batch, .l1, .l2, .linf], instruments: [Instrument] = Instrument.landscape, seeds: Int, every: Int,
    stepSizeMultiples: [Double], precision: Precision
  ) {
    self.hidden = hidden
    self.width = width
    self.depth = depth
    self.learningRate = learningRate
    self.batchSize = batchSize
    self.steps = steps
    self.variants = variants
    self.instruments = instruments
    self.seeds = seeds
    self.every = every
    self.stepSizeMultiples = stepSizeMultiples
    self.precision = precision
  }
}
