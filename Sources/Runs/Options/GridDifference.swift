internal import Foundation
internal import Records

/// What a grid of runs differs in from another, in a name for a folder: own options never write over a study's committed results.
enum GridDifference {
  /// The name, for example `hidden-8-steps-30`; empty where the two are the same runs.
  ///
  /// Derived from the configurations themselves: of every entry the values over the whole grid are compared. Schedules follow from other settings mostly,
  /// and are named only where nothing else differs.
  ///
  /// - Throws: what encoding a configuration throws.
  static func name(of grid: [RunConfiguration], against standard: [RunConfiguration]) throws -> String {
    guard Set(try grid.map { try $0.hash }) != Set(try standard.map { try $0.hash }) else { return "" }
    let (own, others) = (try values(of: grid), try values(of: standard))
    let differing = Set(own.keys).union(others.keys).filter { own[$0] != others[$0] }.sorted()
    let isSchedule: (String) -> Bool = { $0.hasPrefix("measurements") }
    let named = differing.contains { !isSchedule($0) } ? differing.filter { !isSchedule($0) } : differing
    let words = named.map { path in
      "\(path.split(separator: ".").last { Int($0) == nil } ?? "")-\((own[path] ?? ["none"]).joined(separator: "-"))"
    }
    // The same values in other combinations: nothing shorter than the runs' own hashes tells them apart.
    guard !words.isEmpty else { return "runs-\(try digest(grid))" }
    let name = words.joined(separator: "-").lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" }
    return name.count <= longestName ? String(name) : "\(String(name.prefix(longestName)))-\(try digest(grid))"
  }

  private static let longestName = 80

  /// The hash of a set of runs: of their hashes in order.
  static func digest(_ grid: [RunConfiguration]) throws -> String { RunSet.digest(try grid.map { try $0.hash }) }

  /// By path, the values that an entry has over the grid, in the order of their first occurrence but for numbers.
  private static func values(of grid: [RunConfiguration]) throws -> [String: [String]] {
    var values = [String: Set<String>]()
    for configuration in grid {
      flatten(try JSONValue.encoding(configuration), "") { path, value in values[path, default: []].insert(value) }
    }
    return values.mapValues { words in
      words.sorted { left, right in
        if let left = Double(left), let right = Double(right) { left < right } else { left < right }
      }
    }
  }

  private static func flatten(_ value: JSONValue, _ path: String, _ body: (String, String) -> Void) {
    switch value {
    case .object(let entries): for (name, entry) in entries { flatten(entry, path.isEmpty ? name : "\(path).\(name)", body) }
    case .array(let elements):
      // A list of numbers is one value, as an option has it; a list of objects is not.
      if elements.contains(where: { if case .object = $0 { true } else { false } }) {
        for (index, element) in elements.enumerated() { flatten(element, "\(path).\(index)", body) }
      } else {
        body(path, elements.map(text).joined(separator: ","))
      }
    default: body(path, text(value))
    }
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .integer(let number): "\(number)"
    case .string(let text): text
    case .bool(let truth): "\(truth)"
    default: "none"
    }
  }
}
