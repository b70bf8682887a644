internal import Networks

/// PyTorch's `GELU`.
struct GELUArguments: LayerArguments, Codable {
  let approximate: GELU.Approximation?

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer { GELU(approximation: approximate ?? .none) }
}

/// PyTorch's `Hardtanh`; its `ReLU6` is one from 0 to 6.
struct HardtanhArguments: LayerArguments, Codable {
  let minVal: Double?
  let maxVal: Double?

  private enum CodingKeys: String, CodingKey {
    case minVal = "min_val"
    case maxVal = "max_val"
  }

  func layer(statistics: Set<String>) throws(ArgumentProblem) -> any Layer {
    let (lowest, highest) = (minVal ?? -1, maxVal ?? 1)
    guard lowest.isFinite, highest.isFinite, lowest < highest else {
      throw ArgumentProblem(name: "min_val", found: "\(lowest), max_val \(highest)", expected: "a smaller number and a larger one")
    }
    return Hardtanh(minimum: lowest, maximum: highest)
  }
}
