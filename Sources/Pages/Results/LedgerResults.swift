internal import Foundation
internal import Records

/// The ledger of claims, as its file has it: what a page says of a claim is what stands there.
struct LedgerResults: Decodable {
  struct Control: Decodable {
    var effect: String
    var name: String
    var estimate: Double?
    var lower: Double?
    var upper: Double?
  }

  struct SeedValue: Decodable {
    var seed: Int
    var value: Double
  }

  struct Claim: Decodable {
    var claim: String
    /// The same where it stands by itself; nil in a ledger that does not say.
    var alone: String?
    var identifier: String
    var source: String
    var study: String
    /// What the study's networks are; nil in a ledger that does not say.
    var networks: [String]?
    var effect: String
    var measure: String
    var kind: String?
    var hypothesis: String
    var margin: String
    var test: String
    var isHeadline: Bool
    var published: String?
    var figure: String
    var differences: String
    var command: String
    var lock: String
    var runs: [String]
    var runSet: String
    var estimate: Double?
    var lower: Double?
    var upper: Double?
    var median: Double?
    var seeds: Int
    var pValue: Double?
    var adjustedPValue: Double?
    var headlinePValue: Double?
    var headlineVerdict: String?
    var shareInRegion: [Double?]
    var shareBeyondNone: [Double?]?
    var detectable: Double?
    var verdict: String
    var reason: String
    var control: Control?
    /// What the claim takes for granted; nil for most.
    var premise: Premise?
    var values: [SeedValue]

    /// The figure that shows it, without folder and ending.
    var figureName: String { String(figure.split(separator: "/").last ?? "").replacing(".png", with: "") }

    enum CodingKeys: String, CodingKey {
      case claim, alone, identifier, source, study, networks, effect, measure, kind, hypothesis, margin, test, published, figure,
        differences,
        command
      case lock, runs, estimate, lower, upper, median, seeds, detectable, verdict, reason, control, premise, values
      case isHeadline = "is_headline"
      case runSet = "run_set"
      case pValue = "p_value"
      case adjustedPValue = "adjusted_p_value"
      case headlinePValue = "headline_p_value"
      case headlineVerdict = "headline_verdict"
      case shareInRegion = "share_in_region"
      case shareBeyondNone = "share_beyond_none"
    }
  }

  struct Premise: Decodable {
    var name: String
    var hypothesis: String
  }

  struct Identity: Decodable {
    var identity: String
    var source: String
    var measure: String
    var largest: Double?
    var bound: Double
    var isMet: Bool

    enum CodingKeys: String, CodingKey {
      case identity, source, measure, largest, bound
      case isMet = "is_met"
    }
  }

  struct Untested: Decodable {
    var claim: String
    var source: String
    var reason: String
  }

  struct Simulation: Decodable {
    var rounds: Int
    var shareOfClaims: Double?
    var shareOfLedgers: Double?

    enum CodingKeys: String, CodingKey {
      case rounds
      case shareOfClaims = "share_of_claims"
      case shareOfLedgers = "share_of_ledgers"
    }
  }

  var claims: [Claim]
  var identities: [Identity]
  var untested: [Untested]
  var simulation: Simulation?

  /// Reads a ledger; nil where there is none.
  ///
  /// - Throws: `RecordError` for a file that is none.
  static func read(_ path: String) throws(RecordError) -> LedgerResults? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try JSONInput.decode(LedgerResults.self, try JSONInput.read(path, limit: 1 << 28), file: path)
  }

  /// The claims on a study whose results these are: of other results than the ledger's it says nothing.
  func claims(on results: StudyResults) -> [Claim] {
    let hashes = results.hashes
    return claims.filter { claim in claim.study == results.name && hashes.isSuperset(of: claim.runs) }
  }

  /// The papers that a source names: S and I are those of Santurkar et al. (2018) and of Ioffe & Szegedy (2015).
  static func papers(_ source: String) -> [String] {
    source.split(separator: ";").map { part in
      let text = part.trimmingCharacters(in: .whitespaces)
      if text == "S" || text.hasPrefix("S ") { return "Santurkar et al. 2018" }
      if text == "I" || text.hasPrefix("I ") { return "Ioffe & Szegedy 2015" }
      guard let year = text.firstRange(of: /[12][0-9]{3}[a-z]?/) else { return text.hasSuffix("notebook") ? text : "no single paper" }
      return String(text[..<year.upperBound]).replacing(/^(?:after|against it,)\s/, with: "")
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
