internal import Networks

/// The last dimensions of an example, as PyTorch takes them: a list, or a number for one.
struct TrailingDimensions: Codable, Sendable {
  let values: [Int]

  init(_ values: [Int]) { self.values = values }

  private struct OtherKind: Error, CustomStringConvertible {
    var description: String { "found another kind of value, expected a whole number or a list of them" }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let one = try? container.decode(Int.self) {
      values = [one]
    } else if let several = try? container.decode([Int].self) {
      values = several
    } else {
      throw OtherKind()
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(values)
  }
}

/// A part of the first dimension.
struct SliceArguments: LayerArguments, Codable {
  let start: Int
  let stop: Int

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    Slice(start: try size(start, "start", from: 0), stop: try size(stop, "stop"))
  }
}

/// One place of the first dimension.
struct SelectArguments: LayerArguments, Codable {
  let index: Int

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer { Select(index: try size(index, "index", from: 0)) }
}

/// PyTorch's `transpose`, by dimensions of an example.
struct TransposeArguments: LayerArguments, Codable {
  let dim0: Int
  let dim1: Int

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    Transpose(first: try dimension(dim0, "dim0"), second: try dimension(dim1, "dim1"))
  }
}

/// PyTorch's `reshape`, to dimensions of an example.
struct ReshapeArguments: LayerArguments, Codable {
  let shape: [Int]

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer { Reshape(dimensions: try dimensions(shape, "shape")) }
}

extension LayerArguments {
  /// A place among the dimensions of an example.
  fileprivate func dimension(_ value: Int, _ name: String) throws(ArgumentProblem) -> Int {
    try size(value, name, from: 0, to: ModelDescription.largestRank - 1)
  }

  /// Dimensions of an example, or its last ones.
  func dimensions(_ values: [Int], _ name: String) throws(ArgumentProblem) -> [Int] {
    guard (1...ModelDescription.largestRank).contains(values.count) else {
      throw ArgumentProblem(
        name: name, found: "of \(values.count) dimensions", expected: "1 to \(ModelDescription.largestRank) of them")
    }
    for value in values { _ = try size(value, name) }
    return values
  }
}
