internal import Foundation
public import Interchange
public import Tensors
public import Testing

/// A case with answers from an independent implementation in float64 (PyTorch's autograd).
public struct GoldenCase: Sendable, CustomTestStringConvertible {
  /// The case's folder.
  public let folder: String

  public var testDescription: String { URL(fileURLWithPath: folder).lastPathComponent }

  /// The cases in `Tests/Golden` whose names are given.
  public static func named(_ names: String...) -> [GoldenCase] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return names.map { GoldenCase(folder: root.appendingPathComponent("Tests/Golden/\($0)").path) }
  }

  /// The model, weights and batch.
  public func load<R: Real>(as type: R.Type = R.self) throws -> Case<R> { try Case(CaseFiles(folder: folder)) }

  /// The answers.
  public func expected() throws -> GoldenAnswer { try JSONDecoder.snakeCase.decode(GoldenAnswer.self, from: data("expected.json")) }

  private func data(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")) }
}

/// `expected.json`.
public struct GoldenAnswer: Decodable, Sendable {
  /// The gradient's norms.
  public struct Gradient: Decodable, Sendable {
    public let norm: Double
    public let tensors: [String: Double]
  }
  /// Evaluation mode.
  public struct Evaluation: Decodable, Sendable {
    public let loss: Double
    public let accuracy: Double?
  }
  /// Along the gradient.
  public struct Line: Decodable, Sendable {
    public let steps: [Double]
    public let loss: [Double]
    public let gradientDistance: [Double]
    public let smoothness: [Double]
    public let lossMinimum, lossMaximum, gradientDistanceMinimum, gradientDistanceMaximum, effectiveSmoothness: Double
  }
  /// Covariate shift.
  public struct Shift: Decodable, Sendable {
    /// One weight's.
    public struct Layer: Decodable, Sendable {
      public let parameter: String
      public let distance: Double
      public let cosine: Double?
      public let before, after: Double
    }
    public let learningRate: Double
    public let layers: [Layer]
  }
  /// Distributions.
  public struct Activations: Decodable, Sendable {
    /// One layer's.
    public struct Layer: Decodable, Sendable {
      public let layer, count: Int
      public let mean, standardDeviation: Double
      public let skewness, excessKurtosis: Double?
      public let counts: [UInt64]
      public let below, above: UInt64
    }
    public let bins: Int
    public let lower, upper: Double
    public let layers: [Layer]
  }
  public let loss: Double
  public let gradient: Gradient
  public let evaluation: Evaluation
  public let line: Line
  public let covariateShift: Shift
  public let activations: Activations
}

extension JSONDecoder {
  /// A decoder of `snake_case` keys.
  static var snakeCase: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}
