internal import Foundation
internal import Pages
internal import Runs

/// Where and how a study's results were made: what its page says of it once runs are no longer kept. Times are not in it, so that the same command on the same machine
/// writes the same file.
struct ResultEnvironment: Encodable {
  let command: String
  let models: [String]
  let processors: [String]
  let libraries: [String]
  let systems: [String]

  /// The file's name beside the summary.
  static let fileName = StudyPage.environmentFile

  /// Of a study's runs.
  init(_ study: Study, _ runs: [StoredRun]) {
    func distinct(_ value: (StoredRun) -> String) -> [String] { Set(runs.map(value)).sorted() }
    command = ResultCommand.text(CommandLine.arguments, study: study.name)
    models = distinct(\.configuration.model.name)
    processors = distinct(\.manifest.environment.processor)
    libraries = distinct {
      "\($0.manifest.environment.blas) (\($0.manifest.environment.blasCore)), GSL \($0.manifest.environment.gsl)"
    }
    systems = distinct(\.manifest.environment.system)
  }
}
