internal import ArgumentParser
internal import Training

/// The option of shortened gradients.
struct ClippingOptions: ParsableArguments {
  @Option(
    help: "Norm of the whole gradient to which longer ones are shortened. (default: none)", transform: OptionParsing.positiveNumber)
  var clip: Double?

  /// The runs of a grid with what the option says.
  ///
  /// - Throws: `OptionError` where a run's optimizer takes a gradient at a point of its own, which nothing would shorten.
  func applied(to grid: [RunConfiguration]) throws(OptionError) -> [RunConfiguration] {
    guard let clip else { return grid }
    var clipped = grid
    for index in clipped.indices {
      if case .sam = clipped[index].optimizer {
        throw OptionError(option: "--clip", found: "optimizer sam", expected: "sgd or adam")
      }
      clipped[index].gradientClip = clip
    }
    return clipped
  }
}
