public import Instruments
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
  /// Residual networks for small images.
  case resnet8, resnet14, resnet20, resnet32, resnet44, resnet56
  /// Recurrent networks over rows of images.
  case rnn, lstm

  /// Layers with weights, for a residual network.
  var residualDepth: Int? { rawValue.hasPrefix("resnet") ? Int(rawValue.dropFirst(6)) : nil }
  /// The cell, for a recurrent network.
  var cell: RecurrentConfiguration.Cell? { .init(rawValue: rawValue) }
  /// Whether it is a VGG.
  var isVGG: Bool { rawValue.hasPrefix("vgg") }
  /// Whether its layers have channels whose number `--width` multiplies.
  var hasChannelFactor: Bool { isVGG || residualDepth != nil }
  /// Whether it looks at images as images.
  var isConvolutional: Bool { self == .cnn || hasChannelFactor }
}

/// A study's settings for one model and scale; options override them one by one.
public struct Preset: Sendable {
  /// Widths of hidden layers (`mlp`).
  public var hidden: [Int] = []
  /// Factor on the numbers of channels (`vgg`, `resnet`).
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
  /// What is measured around the current point, every `every` steps.
  public var probes: [any Instrument]
  /// What is measured ten times over the run.
  public var looks: [any Instrument]
  /// Number of seeds.
  public var seeds: Int
  /// Steps between probes.
  public var every: Int
  /// What the engine computes in.
  public var precision: Precision

  /// Settings.
  public init(
    hidden: [Int] = [], width: Double = 0.25, depth: Int = 25, learningRate: Double, batchSize: Int, steps: Int,
    variants: [Variant] = [.none, .batch, .l1, .l2, .linf], probes: [any Instrument], looks: [any Instrument], seeds: Int,
    every: Int, precision: Precision
  ) {
    self.hidden = hidden
    self.width = width
    self.depth = depth
    self.learningRate = learningRate
    self.batchSize = batchSize
    self.steps = steps
    self.variants = variants
    self.probes = probes
    self.looks = looks
    self.seeds = seeds
    self.every = every
    self.precision = precision
  }
}
