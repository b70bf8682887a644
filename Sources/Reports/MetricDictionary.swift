internal import Instruments

/// What instruments write, in words: the page that explains columns and metrics is made from the catalogue.
public enum MetricDictionary {
  /// The line of a page behind which the dictionary stands, to its end.
  public static let mark = "<!-- made by studies/run runs metrics --page studies/README.md -->"

  /// A section for every instrument that studies record: its files' columns and its metrics, in Markdown.
  public static var markdown: String { Instruments.all.map { section($0) }.joined(separator: "\n") }

  private static func section<I: Instrument>(_ instrument: I.Type) -> String {
    let files = ["`\(I.fileName).csv`"] + (I.detailFileName.map { ["`\($0).csv`"] } ?? [])
    var text = "### \(I.name) (version \(I.version))\n\n\(I.meaning). Files: \(files.joined(separator: ", ")).\n\n"
    text += table(("column", "unit", "meaning"), I.Row.columns.map { ($0.name, $0.unit, $0.meaning) })
    if I.detailFileName != nil {
      text +=
        "\n"
        + table((files[1].dropFirst().dropLast() + ": column", "unit", "meaning"), I.Detail.columns.map { ($0.name, $0.unit, $0.meaning) })
    }
    if !I.metrics.isEmpty {
      text += "\n" + table(("metric", "unit", "definition"), I.metrics.map { ($0.name, $0.unit, $0.meaning) })
    }
    return text
  }

  private static func table(_ heads: (any StringProtocol, String, String), _ rows: [(name: String, unit: Unit, meaning: String)]) -> String
  {
    let lines = rows.map { "| `\($0.name)` | \($0.unit.rawValue) | \($0.meaning.replacing("|", with: "\\|")) |" }
    return (["| \(heads.0) | \(heads.1) | \(heads.2) |", "| --- | --- | --- |"] + lines).joined(separator: "\n") + "\n"
  }
}
