internal import ArgumentParser
internal import Networks

/// The options of how the variants normalize.
struct NormalizationOptions: ParsableArguments {
  @Option(
    help: "Where normalization stands, before or after the nonlinearity. (default: before)",
    transform: OptionParsing.choice)
  var normalizationPlace: NormalizationPlace?

  @Option(
    help: ArgumentHelp(
      "Examples of a group that variant ghost normalizes by itself. (default: \(NormalizationSettings.defaultGhostBatch))",
      valueName: "examples"),
    transform: OptionParsing.positive)
  var ghostBatch: Int?

  /// The runs of a grid with what the options say, where it makes a difference to them: the others stay the runs that
  /// they are without.
  func applied(to grid: [RunConfiguration]) -> [RunConfiguration] {
    grid.map { configuration in
      var configuration = configuration
      if let normalizationPlace, !configuration.variant.layers().isEmpty {
        configuration.normalization.place = normalizationPlace
      }
      if let ghostBatch, configuration.variant == .ghost { configuration.normalization.ghostBatch = ghostBatch }
      return configuration
    }
  }
}
