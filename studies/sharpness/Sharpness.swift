import ArgumentParser
import Instruments
import Networks
import Records
import Reports
import Runs
import Training

/// Whether sharpness says how well a network generalizes, at one training loss, and what it says of large batches and of batch normalization (Keskar et al. 2017;
/// Hoffer et al. 2017; Jiang et al. 2020; Dziugaite et al. 2020; Andriushchenko et al. 2023).
@main
struct Sharpness: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "sharpness",
    abstract:
      "Sharpness by eight measures against the gap between training and test accuracy, at matched training loss; large batches against small ones.",
    discussion: """
      A grid of perceptrons over learning rate, batch size, weight decay, width and batch normalization, each trained until the mean loss of the last batches \
      comes to a value that is the same for all; runs that do not come to it are left out and counted. Then batches of 10 % of the images against small ones, by \
      Adam, over as many epochs, and over as many updates with ghost batch normalization and a rate times the root of the ratio. Every measure is taken on \
      the same first training images, with their own statistics where there is normalization.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "sharpness", library: library, setting: SharpnessGrid.setting) { options in
      try SharpnessGrid.configurations(options) { try library.images(scaling: .standardized, side: nil, examples: $0) }
    }
    guard let runs = try study.run() else { return }
    let points = try SharpnessPoint.all(runs)
    try study.report(
      runs,
      columns: [
        SummaryColumn(EvaluationInstrument.finalAccuracy, title: "test accuracy", isShare: true),
        SummaryColumn(KeskarSharpnessInstrument.finalSharpness, title: "φ"),
        SummaryColumn(SharpnessInstrument.finalAdaptiveAscent, title: "ASAM"),
        SummaryColumn(SphericalSharpnessInstrument.finalEigenvalue, title: "λ"),
        SummaryColumn(SphericalSharpnessInstrument.finalScaled, title: "λ‖w‖²"),
        SummaryColumn(SphericalSharpnessInstrument.finalSpherical, title: "spherical"),
        SummaryColumn(FilterFlatnessInstrument.finalRise, title: "filter rise"),
        SummaryColumn(RelativeFlatnessInstrument.finalFlatness, title: "relative flatness"),
      ],
      effects: try SharpnessEffects.make(runs, points), figures: try SharpnessFigures.make(runs, points))
    if !study.quiet {
      let grid = runs.having(SharpnessGrid.isOfGrid)
      try StandardStreams.print(
        "\(grid.count { !$0.hasStopped }) of the grid's \(grid.count) runs did not come to the loss that all are compared at, and are left out"
      )
    }
  }
}
