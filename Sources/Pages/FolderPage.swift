public import Records

/// The page of a folder that is no study's: its figures, and its files in words.
public struct FolderPage {
  /// The page.
  public let html: String

  /// The page of a folder's figures, in the order of their names.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - title: what it is.
  ///   - introduction: what its figures show.
  ///   - command: what made it.
  ///   - figures: the figures' names.
  ///   - files: its files with what they hold.
  /// - Throws: `RecordError` where a file of a figure is missing.
  public init(
    folder: String, title: String, introduction: String, command: String, figures: [String], files: [(name: String, holds: String)]
  ) throws(RecordError) {
    let drawn = try PageFigures(figures, in: folder)
    let context: [String: Any] = [
      "name": title, "introduction": introduction, "command": command, "figures": drawn.list.map { $0.context(caption: "") },
      "files_in_words": files.map { ["file": $0.name, "holds": $0.holds] },
    ]
    html = try Templates().page("folder", context, title: "\(title) – Theodolite", scripts: [.tables] + drawn.scripts)
  }
}
