internal import ArgumentParser

/// Options that name a file or a folder.
public enum PathOption {
  /// Reads such an option's text: a path of nothing would be the root of the file system, with `/` and a file's name behind it.
  ///
  /// - Throws: ArgumentParser's own error, so that the command ends with status 64.
  @Sendable public static func path(_ text: String) throws -> String {
    guard !text.isEmpty else { throw ValidationError("found nothing, expected a path") }
    return text
  }
}
