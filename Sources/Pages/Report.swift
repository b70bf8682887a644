internal import Foundation
public import Records

/// All pages below a folder of results: a study's beside its files, and the ledger's.
public enum Report {
  /// What was written.
  public struct Written: Sendable {
    /// Paths of the pages.
    public let pages: [String]
    /// Their bytes together.
    public let bytes: Int
    /// The bytes of the largest.
    public let largest: Int
  }

  /// The file of a study's page, beside its summary: so that its links to data hold wherever the folder is put.
  public static let fileName = "index.html"

  /// The studies with results below a folder.
  public static func studies(below results: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: results)) ?? []).filter {
      FileManager.default.fileExists(atPath: "\(results)/\($0)/summary.json")
    }.sorted()
  }

  /// Writes the page of every study below `results`, and the ledger's to `report/index.html` there.
  ///
  /// - Throws: `RecordError` where there is no ledger, for a file that is none, or where a page cannot be written.
  public static func write(results: String, vocabulary: Vocabulary) throws(RecordError) -> Written {
    var pages = [String]()
    var (bytes, largest) = (0, 0)
    func write(_ html: String, _ path: String) throws(RecordError) {
      try AtomicFiles.write(html, to: path)
      pages.append(path)
      bytes += html.utf8.count
      largest = max(largest, html.utf8.count)
    }
    let ledger = try LedgerPage(results: results).html
    for study in studies(below: results) {
      try write(try StudyPage(folder: "\(results)/\(study)", vocabulary: vocabulary).html, "\(results)/\(study)/\(fileName)")
    }
    try AtomicFiles.makeFolder("\(results)/report")
    try write(ledger, "\(results)/report/\(fileName)")
    return Written(pages: pages, bytes: bytes, largest: largest)
  }
}
