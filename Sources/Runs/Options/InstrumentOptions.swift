internal import ArgumentParser
internal import Foundation
internal import Instruments

/// The option of what is measured beside a study's own instruments.
struct InstrumentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Measured beside the study's own, ten times over a run or, where its file has no steps, at the end: some of \(addable.map(\.name).joined(separator: ", ")). (default: none)",
      valueName: "list"),
    transform: OptionParsing.list("some of \(addable.map(\.name).joined(separator: ", "))") { name in addable.first { $0.name == name } })
  var instruments: [AnyInstrument]?

  /// The instruments that need no settings and nothing but a run.
  private static let addable: [AnyInstrument] = Instruments.all.compactMap { type in
    (try? AnyInstrument(named: type.name))
  }.filter { $0.directions.isEmpty && $0.otherPoints.isEmpty }

  /// The runs of a grid with what the option adds; what a run measures already it measures as before.
  func applied(to grid: [RunConfiguration]) -> [RunConfiguration] {
    grid.map { configuration in
      var configuration = configuration
      let own = Set(configuration.measurements.map(\.instrument.name))
      for instrument in instruments ?? [] where !own.contains(instrument.name) {
        configuration.measurements.append(
          Measurement(instrument.base, instrument.isMeasuredAlongRun ? .every(max(1, configuration.steps / 10)) : .end))
      }
      return configuration
    }
  }
}
