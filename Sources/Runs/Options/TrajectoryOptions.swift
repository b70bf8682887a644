internal import ArgumentParser

/// The option of parameters that are kept along a run.
struct TrajectoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Steps between points of the training trajectory that are kept, the first and the last among them, each a file as large as the weights: for studies/run surface --x trajectory-1. (default: none are)",
      valueName: "steps"),
    transform: OptionParsing.positive)
  var trajectory: Int?

  /// The runs of a grid with what the option says.
  func applied(to grid: [RunConfiguration]) -> [RunConfiguration] {
    guard let trajectory else { return grid }
    return grid.map { configuration in
      var configuration = configuration
      configuration.trajectory = .every(trajectory)
      return configuration
    }
  }
}
