internal import Foundation
public import Records

/// The runs of all studies below a folder.
public struct RunCatalogue: Sendable {
  /// One study's stored run.
  public struct Entry: Sendable {
    /// The study's folder's name.
    public let study: String
    /// The run.
    public let run: StoredRun
    /// The run's name: its folder's.
    public var name: String { URL(fileURLWithPath: run.folder).lastPathComponent }
  }

  /// Something in a store that is no finished run.
  public struct Remnant: Sendable {
    /// Where it lies.
    public let path: String
    /// What it is.
    public let kind: Kind

    /// Why it is no run.
    public enum Kind: String, Sendable {
      /// Checkpoints of a run that has not come to its end.
      case unfinished
      /// A run whose files are not as its manifest says.
      case damaged
      /// A run of another version, which no study of this one finds.
      case outdated
    }

    fileprivate init(path: String, kind: Kind) { (self.path, self.kind) = (path, kind) }

    fileprivate init(path: String, _ error: ManifestError) {
      self.path = path
      kind =
        switch error {
        case .outdated: .outdated
        case .damaged: .damaged
        }
    }
  }

  /// The finished runs, by study and name.
  public let entries: [Entry]
  /// What else lies there.
  public let remnants: [Remnant]

  /// Looks through every `runs` folder of the studies in `folder`, or through its own where it is a study's; a run that a process has locked is passed over.
  ///
  /// - Throws: `RecordError` for a folder that cannot be read, or holds no study's results.
  public init(folder: String) throws(RecordError) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw RecordError(file: folder, problem: "found no folder that can be read, expected one with studies' results")
    }
    func isStudy(_ folder: String) -> Bool {
      ["runs", "summary.json"].contains { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
    }
    let url = URL(fileURLWithPath: folder).standardizedFileURL
    let isOwn = isStudy(folder)
    let studies = isOwn ? [url.lastPathComponent] : names.sorted().filter { isStudy("\(folder)/\($0)") }
    guard !studies.isEmpty else {
      throw RecordError(file: folder, problem: "found no study's results, expected a folder with studies' results, or one study's own")
    }
    var entries = [Entry]()
    var remnants = [Remnant]()
    for study in studies {
      let store = isOwn ? "\(folder)/runs" : "\(folder)/\(study)/runs"
      for name in ((try? FileManager.default.contentsOfDirectory(atPath: store)) ?? []).sorted() {
        let path = "\(store)/\(name)"
        if name.hasPrefix(".unfinished-") || name.hasPrefix(".finished-") {
          if try FileLock("\(store)/.lock-\(name.drop { $0 != "-" }.dropFirst())") != nil {
            remnants.append(Remnant(path: path, kind: .unfinished))
          }
        } else if RunBatch.isRun(path) {
          do throws(ManifestError) {
            entries.append(Entry(study: study, run: StoredRun(folder: path, manifest: try Manifest.read(folder: path))))
          } catch {
            remnants.append(Remnant(path: path, error))
          }
        }
      }
    }
    self.entries = entries
    self.remnants = remnants
  }

  /// One row a run and metric: `study`, `run`, what tells runs apart, `metric`, `value`.
  public static func tidyTable(_ entries: [Entry]) -> CSVTable {
    var table = CSVTable(columns: [
      "study", "run", "model", "variant", "learning_rate", "batch_size", "steps", "seed", "precision", "diverged_at_step", "metric",
      "value",
    ])
    for entry in entries {
      let configuration = entry.run.configuration
      for (metric, value) in entry.run.manifest.outcome.metrics.sorted(by: { $0.key < $1.key }) {
        table.append(
          entry.study, entry.name, configuration.model.name, configuration.variant.rawValue, configuration.learningRate,
          configuration.batchSize, configuration.steps, configuration.seed, configuration.precision.rawValue,
          entry.run.manifest.outcome.divergedAtStep.map(String.init) ?? "", metric, value ?? .nan)
      }
    }
    return table
  }
}
