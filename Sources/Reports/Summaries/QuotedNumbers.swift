internal import Foundation
public import Records

/// Numbers and verdicts that a page quotes from summaries and the ledger. A mark behind a number says where it stands, as `0.60 [0.54, 0.66]<!--landscape:loss_band_batch-->`:
/// study and effect, or study, variant (with its setting behind an @, where there are several) and metric; ` ×100` at its end for a percentage. Behind a verdict it names the claim, as
/// `holds<!--verdict:landscape/loss_band_batch-->`.
public struct QuotedNumbers {
  private let results: String
  private var summaries: [String: StudySummary] = [:]
  private var verdicts: [String: String]?

  private static var verdict: Regex<(Substring, Substring, Substring)> {
    /(does not hold|holds|undecided|void|not measured)<!--verdict:([^>]+)-->/
  }

  /// Numbers of the summaries in a folder of results.
  public init(results: String) { self.results = results }

  /// A number, a unit that it may have, its interval if that is quoted, and the mark.
  private static var quote: Regex<(Substring, Substring, Substring, Substring?, Substring?, Substring)> {
    /([−+]?\d+(?:\.\d+)?)((?: %| points| times|-fold)?)(?: \[([−+]?\d+(?:\.\d+)?), ([−+]?\d+(?:\.\d+)?)\])?<!--([^>]+)-->/
  }

  /// The page with every marked number as the summaries have it now, to as many digits as it has.
  ///
  /// - Throws: `RecordError` for a mark that names nothing or stands behind no number; `page` is its name there.
  public mutating func refreshed(_ text: String, page: String) throws(RecordError) -> String {
    let text = try judged(text, page: page)
    var (result, end) = ("", text.startIndex)
    for match in text.matches(of: Self.quote) {
      let (_, number, unit, lower, upper, mark) = match.output
      let parts = mark.split(separator: " ×", maxSplits: 1)
      let factor = parts.count == 2 ? Double(parts[1].replacing("−", with: "-")) : 1
      guard let factor, let interval = try interval(parts[0]), let estimate = interval.estimate else {
        throw RecordError(file: page, problem: "found the mark \(mark), expected study:effect or study:variant:metric of a summary")
      }
      result += text[end..<match.range.lowerBound] + Self.text(factor * estimate, like: number) + unit
      if let lower, let upper, let low = interval.lower, let high = interval.upper {
        let ends = [factor * low, factor * high].sorted()
        result += " [\(Self.text(ends[0], like: lower)), \(Self.text(ends[1], like: upper))]"
      }
      result += "<!--\(mark)-->"
      end = match.range.upperBound
    }
    result += text[end...]
    // Every mark was taken: one that stands behind something else would never be looked at.
    var behind = Set(text.matches(of: Self.quote).map(\.range.upperBound))
    behind.formUnion(text.matches(of: Self.verdict).map(\.range.upperBound))
    for mark in text.matches(of: /<!--[\w.-]+:[^>]+-->/) where !behind.contains(mark.range.upperBound) {
      throw RecordError(file: page, problem: "found \(mark.output) behind neither a number nor a verdict, expected one of them")
    }
    return result
  }

  private struct Ledger: Decodable {
    struct Claim: Decodable {
      var identifier: String
      var verdict: String
    }
    var claims: [Claim]
  }

  /// The page with every marked verdict as the ledger has it now.
  private mutating func judged(_ text: String, page: String) throws(RecordError) -> String {
    var (result, end) = ("", text.startIndex)
    for match in text.matches(of: Self.verdict) {
      guard let verdict = try ledger()[String(match.output.2)] else {
        throw RecordError(file: page, problem: "found the mark verdict:\(match.output.2), expected study/name of a claim")
      }
      result += text[end..<match.range.lowerBound] + "\(verdict)<!--verdict:\(match.output.2)-->"
      end = match.range.upperBound
    }
    return result + text[end...]
  }

  private mutating func ledger() throws(RecordError) -> [String: String] {
    if let verdicts { return verdicts }
    let path = "\(results)/ledger.json"
    let ledger = try JSONInput.decode(Ledger.self, try JSONInput.read(path, limit: 1 << 28), file: path)
    let found = Dictionary(ledger.claims.map { ($0.identifier, $0.verdict) }) { first, _ in first }
    verdicts = found
    return found
  }

  /// The intervals that no mark stands behind, wherever their number stands.
  public static func unmarked(in text: String) -> [String] {
    text.matches(of: /[\p{L}\d%] \[[−+]?\d+(?:\.\d+)?, [−+]?\d+(?:\.\d+)?\](?!<!--)/).map { String($0.output) }
  }

  /// Where a mark points; nil where it points at nothing.
  private mutating func interval(_ mark: Substring) throws(RecordError) -> StudySummary.Range? {
    let words = mark.split(separator: ":")
    guard (2...3).contains(words.count) else { return nil }
    let study = String(words[0])
    if summaries[study] == nil { summaries[study] = try StudySummary.read("\(results)/\(study)/summary.json") }
    guard let summary = summaries[study] else { return nil }
    guard words.count == 3 else { return summary.effects[String(words[1])]?.interval }
    let place = words[1].split(separator: "@", maxSplits: 1)
    let own = summary.conditions?.filter { $0.variant == String(place[0]) && (place.count == 1 || $0.setting == String(place[1])) } ?? []
    // Without a setting it must be the variant's only one.
    return own.count == 1 ? own[0].metrics?[String(words[2])]?.mean : nil
  }

  /// A number to as many decimals as a text has, with a sign where that has one.
  private static func text(_ value: Double, like old: Substring) -> String {
    let decimals = old.split(separator: ".").dropFirst().first?.count ?? 0
    let text = String(format: "%.\(decimals)f", abs(value))
    // −0.00 is 0.00.
    let isZero = !text.contains { ("1"..."9").contains($0) }
    return (value < 0 && !isZero ? "−" : old.hasPrefix("+") ? "+" : "") + text
  }
}
