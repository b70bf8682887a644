internal import Records

/// Why a finished run is not taken.
enum ManifestError: Error, CustomStringConvertible {
  /// It was written by a program of other versions.
  case outdated(RecordError)
  /// A file is missing, is not as it was written, or is one too many.
  case damaged(RecordError)

  /// The file, and what is wrong with it.
  var record: RecordError {
    switch self {
    case .outdated(let error), .damaged(let error): error
    }
  }

  var description: String { record.description }
}
