import Instruments
import Networks
import Runs

/// What a run is there for, as its configuration has it.
enum SpectrumArm: Hashable {
  /// A perceptron, over training; with running statistics, of which only the end is looked at.
  case perceptron(usesRunningStatistics: Bool)
  /// A narrow VGG-11.
  case vgg
  /// A perceptron on some classes.
  case classes(Int, isShuffled: Bool)
  /// A residual network.
  case residual(depth: Int, hasShortcuts: Bool)

  static func of(_ configuration: RunConfiguration) -> SpectrumArm {
    switch (configuration.model, configuration.dataset) {
    case (.vgg, _): return .vgg
    case (.resnet(let residual), _): return .residual(depth: residual.depth, hasShortcuts: residual.shortcuts)
    case (_, .classes(_, let count, _, let isShuffled)): return .classes(count ?? 0, isShuffled: isShuffled)
    default:
      let eigenspace = configuration.measurements.lazy.compactMap { $0.instrument.base as? EigenspaceInstrument }.first
      return .perceptron(usesRunningStatistics: eigenspace?.data?.statistics == .running)
    }
  }

  func has(_ configuration: RunConfiguration) -> Bool { Self.of(configuration) == self }

  /// What its runs differ from others in beside variant and seed.
  var setting: String {
    switch self {
    case .perceptron(let usesRunningStatistics): usesRunningStatistics ? "mlp, running statistics" : "mlp"
    case .vgg: "vgg11"
    case .classes(let count, let isShuffled): "mlp, \(count) classes\(isShuffled ? ", shuffled labels" : "")"
    case .residual(let depth, let hasShortcuts): "resnet\(depth)\(hasShortcuts ? "" : ", no short-cuts")"
    }
  }
}
