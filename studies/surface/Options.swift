import ArgumentParser
import Instruments
import Landscape
import Runs

/// What is measured: a line, a plane, or both.
enum SurfaceShape: String, CaseIterable {
  case line, plane, both

  var hasLine: Bool { self != .plane }
  var hasPlane: Bool { self != .line }
}

/// What an axis goes along.
enum DirectionChoice: Hashable {
  case random
  case gradient
  case eigenvector(Int)
  case trajectory(Int)
  case checkpoint(String)
  case file(String)

  init(_ text: String) throws {
    switch text {
    case "random": self = .random
    case "gradient": self = .gradient
    case "eigenvector-1": self = .eigenvector(1)
    case "eigenvector-2": self = .eigenvector(2)
    case "trajectory-1": self = .trajectory(1)
    case "trajectory-2": self = .trajectory(2)
    default:
      let (kind, path) = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).pair
      guard let path, !path.isEmpty, ["checkpoint", "file"].contains(kind) else {
        throw OptionParsing.refusal(
          text.isEmpty ? "nothing" : text,
          "random, gradient, eigenvector-1, eigenvector-2, trajectory-1, trajectory-2, checkpoint:FILE or file:FILE")
      }
      self = kind == "checkpoint" ? .checkpoint(path) : .file(path)
    }
  }

  var text: String {
    switch self {
    case .random: "random"
    case .gradient: "gradient"
    case .eigenvector(let rank): "eigenvector-\(rank)"
    case .trajectory(let rank): "trajectory-\(rank)"
    case .checkpoint(let path): "checkpoint:\(path)"
    case .file(let path): "file:\(path)"
    }
  }

  /// Whether a scaling leaves it what it is: a trajectory or another checkpoint would not lie on what is scaled.
  var bearsScaling: Bool {
    switch self {
    case .trajectory, .checkpoint: false
    default: true
    }
  }

  /// The file that it comes from.
  var path: String? {
    switch self {
    case .checkpoint(let path), .file(let path): path
    default: nil
    }
  }

  var isTrajectory: Bool { if case .trajectory = self { true } else { false } }
}

extension [Substring] {
  fileprivate var pair: (String, String?) { (String(self[0]), count > 1 ? String(self[1]) : nil) }
}

extension OptionParsing {
  /// `from:to:count`.
  static func axis(_ text: String) throws -> GridAxis {
    let expected = "from:to:count such as -1:1:51, with from below to and a count from 1"
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let from = Double(parts[0]), let to = Double(parts[1]), let count = Int(parts[2]),
      let axis = try? GridAxis(from: from, to: to, count: count)
    else { throw refusal(text.isEmpty ? "nothing" : text, expected) }
    return axis
  }
}
