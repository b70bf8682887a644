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

  /// Whether its network is a graph.
  public var isGraph: Bool {
    ((try? String(contentsOfFile: files.model, encoding: .utf8)) ?? "").contains("\"nodes\"")
  }

  /// The case's files.
  public var files: CaseFiles { CaseFiles(folder: folder) }

  private func entries(_ name: String) throws -> [String: Any] {
    var entries = try JSON.object(Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).json")))
    if var curvature = entries["curvature"] as? [String: Any] {
      // The reference's own rounding, for information.
      curvature["reference_asymmetry"] = nil
      entries["curvature"] = curvature
    }
    return entries
  }

  /// `request.json`.
  public func request() throws -> Data { try JSONSerialization.data(withJSONObject: entries("request"), options: .sortedKeys) }

  /// The answer, `expected.json`. Types of layers in graphs are left out: files may call them otherwise than their classes in PyTorch.
  public func expected() throws -> [String: Any] {
    var answer = try entries("expected")
    if var activations = answer["activations"] as? [String: Any], var layers = activations["layers"] as? [[String: Any]] {
      for index in layers.indices where layers[index]["name"] != nil { layers[index]["type"] = nil }
      activations["layers"] = layers
      answer["activations"] = activations
    }
    return answer
  }
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
