public import Foundation
public import Interchange
public import Testing

/// A case with answers from an independent implementation in float64 (PyTorch's autograd).
public struct GoldenCase: Sendable, CustomTestStringConvertible {
  /// The case's folder.
  public let folder: String

  public var testDescription: String { URL(fileURLWithPath: folder).lastPathComponent }

  /// The cases in `Tests/Golden`.
  public static let all: [GoldenCase] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let golden = root.appendingPathComponent("Tests/Golden").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: golden)) ?? []
    return names.sorted().map { GoldenCase(folder: "\(golden)/\($0)") }
  }()

  /// The case's files.
  public var files: CaseFiles { CaseFiles(folder: folder) }

  /// The answer, `expected.json`.
  public func expected() throws -> [String: Any] { try JSON.object(Data(contentsOf: URL(fileURLWithPath: "\(folder)/expected.json"))) }
}

/// JSON as it comes, to compare with.
public enum JSON {
  /// An object's entries.
  public static func object(_ data: Data) throws -> [String: Any] { try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:] }

  /// Expects every entry of `expected` in `found`, numbers within `relative` of their size plus `absolute` of their path; prints the worst that is not.
  /// Whole numbers under `counts` are compared only where `countsExactly` is set. What `found` has beside is not looked at.
  public static func expectAgreement(
    _ found: Any, _ expected: Any, relative: Double, countsExactly: Bool, absolute: (_ path: String) -> Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var worst: (path: String, found: Any, expected: Any, excess: Double)?
    func note(_ path: String, _ found: Any, _ expected: Any, _ excess: Double) {
      if excess > worst?.excess ?? 1 { worst = (path, found, expected, excess) }
    }
    func walk(_ path: String, _ found: Any?, _ expected: Any) {
      switch (found, expected) {
      case (let found as [String: Any], let expected as [String: Any]):
        for (key, value) in expected { walk("\(path).\(key)", found[key], value) }
      case (let found as [Any], let expected as [Any]) where found.count == expected.count:
        for (index, value) in expected.enumerated() { walk("\(path)[\(index)]", found[index], value) }
      case (let found as NSNumber, let expected as NSNumber):
        if !countsExactly && ["counts", "below", "above"].contains(where: path.contains) { return }
        let difference = abs(found.doubleValue - expected.doubleValue)
        note(path, found, expected, difference == 0 ? 0 : difference / (relative * abs(expected.doubleValue) + absolute(path)))
      case (let found as String, let expected as String) where found == expected: break
      case (is NSNull, is NSNull): break
      default: note(path, found ?? "nothing", expected, .infinity)
      }
    }
    walk("", found, expected)
    if let worst {
      Issue.record(
        "\(worst.path): found \(worst.found), expected \(worst.expected), \(worst.excess) times the tolerance",
        sourceLocation: sourceLocation)
    }
  }
}
