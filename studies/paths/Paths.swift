import ArgumentParser
import Instruments
import Landscape
import Networks
import Records
import Reports
import Runs
import Statistics

/// Ways between networks: from the start to the end of training, between two minima, between two courses that part, and what part of its course a plane
/// holds (Goodfellow et al. 2015; Li et al. 2018; Garipov et al. 2018; Frankle et al. 2020).
@main
struct Paths: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "paths",
    abstract: "The loss between networks: from start to end, between minima by lines and fitted curves, and after parting.",
    discussion: """
      A run's partner is another run of the same configuration: from other initial weights, or with the same course up to some step and another order of \
      the examples afterwards. Normalizations work with the batch's statistics, with running ones mixed from both ends, or with statistics estimated anew at every \
      point. Losses are over the first thousand training and test images.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "paths", library: library, setting: \.pathSetting) { options in
      try PathGrid(options: options, library: library).configurations()
    }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"), SummaryColumn(PathInstrument.rise, title: "rise from start"),
        SummaryColumn(PathInstrument.startGap, title: "gap to fresh start"),
        SummaryColumn(PathInstrument.barriers(.line, .recomputed).loss, title: "line"),
        SummaryColumn(PathInstrument.barriers(.bezier, .recomputed).loss, title: "Bézier"),
        SummaryColumn(PathInstrument.barriers(.line, .running).loss, title: "line, running statistics"),
        SummaryColumn(FilterFlatnessInstrument.finalAbsoluteRise, title: "rise, absolute"),
        SummaryColumn(FilterFlatnessInstrument.finalRise, title: "rise, filter"),
      ],
      effects: try PathEffects.make(runs), figures: try PathFigures.make(runs))
  }
}
