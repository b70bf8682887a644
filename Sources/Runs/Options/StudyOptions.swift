public import ArgumentParser
internal import Datasets
internal import Foundation
internal import Networks
internal import Records
internal import Tensors

/// The options of studies that take any network. What is not given comes from the study's preset for the model and scale.
public struct StudyOptions: ParsableArguments {
  private static let usual = (model: ModelName.mlp, initializer: Initializer.glorotUniform)

  @OptionGroup var run: RunOptions

  @Option(
    help:
      "The network: mlp (fully connected), cnn (small convolutional), vgg11, vgg13 or vgg16, resnet8 to resnet56 (8, 14, 20, 32, 44, 56), on images (smaller ones than 32×32 padded with zeros for vgg and resnet); rnn or lstm, on their rows; or dln (deep linear, on Gaussian data). (default: \(StudyOptions.usual.model.rawValue))",
    transform: OptionParsing.choice)
  var model = StudyOptions.usual.model

  @Option(
    help: ArgumentHelp(
      "Normalizations to compare, of: \(OptionParsing.names(of: Variant.self)). (default: the study's own)", valueName: "list"),
    transform: OptionParsing.list("one of \(OptionParsing.names(of: Variant.self))", Variant.init))
  var variants: [Variant]?

  @OptionGroup var normalization: NormalizationOptions

  @Option(
    help: ArgumentHelp(
      "Widths of the hidden layers of mlp, for example 1024,1024; the one width of rnn and lstm, 64 unless given. (default: the study's own)",
      valueName: "list"),
    transform: { text in
      try OptionParsing.parts(text).map(OptionParsing.positive)
    })
  var hidden: [Int]?

  @Option(
    help: "Factor on the numbers of channels of vgg and resnet, for example 0.25. (default: the study's own)",
    transform: OptionParsing.positiveNumber)
  var width: Double?

  @OptionGroup var residual: ResidualOptions

  @OptionGroup var recurrent: RecurrentOptions

  @Option(
    help: "Where γ of all normalizations starts. (default: 1; 0.1 in rnn and lstm with a normalization over the batch)",
    transform: OptionParsing.numberFromZero)
  var gamma: Double?

  @Option(help: "The activation of mlp: relu, sigmoid or tanh. (default: relu)", transform: OptionParsing.choice)
  var activation: Activation?

  @Option(
    help: "How weights start: \(OptionParsing.names(of: Initializer.self)). (default: \(StudyOptions.usual.initializer.rawValue))",
    transform: OptionParsing.choice)
  var initializer = StudyOptions.usual.initializer

  @Option(help: "The learning rate. (default: the study's own)", transform: OptionParsing.positiveNumber)
  var learningRate: Double?

  @OptionGroup var optimizer: OptimizerOptions

  @Option(help: "Steps of training. (default: the scale's)", transform: OptionParsing.positive)
  var steps: Int?

  @Option(help: "Examples a step. (default: the scale's)", transform: OptionParsing.positive)
  var batchSize: Int?

  @Option(
    help: ArgumentHelp(
      "Step sizes of the probe along the gradient, as multiples of the learning rate. (default: the study's own)", valueName: "list"),
    transform: OptionParsing.list("positive numbers") { Double($0).flatMap { $0 > 0 && $0.isFinite ? $0 : nil } })
  var stepSizes: [Double]?

  @Option(help: "Steps between probes. (default: the scale's)", transform: OptionParsing.positive)
  var every: Int?

  @Option(help: "What the engine computes in: float32 or float64. (default: the study's own)", transform: OptionParsing.choice)
  var precision: Precision?

  @Flag(help: "Crop (by up to 4 pixels) and flip the training images.")
  var augment = false

  /// Options as they stand without arguments.
  public init() {}
}
