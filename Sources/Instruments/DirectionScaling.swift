public import Networks
public import Tensors

/// How a direction is scaled by the weights it starts at, so that networks whose weights differ in size can be compared (Li et al. 2018, section 4).
public enum DirectionScaling: String, Codable, CaseIterable, Sendable {
  /// Every filter (first index of a tensor) to the norm of the weights' own: d ← d ‖w‖ / (‖d‖ + 1e-10), the constant being Li et al.'s.
  case filter
  /// Every tensor to the norm of the weights' own, likewise.
  case layer
  /// Every value by the weight's own: d ← d w.
  case weight
  /// Not at all.
  case none

  /// What becomes of tensors of one dimension (biases, scales and shifts), and of the lengths of reparametrized weights.
  public enum OneDimensional: String, Codable, CaseIterable, Sendable {
    /// They are not moved.
    case zero
    /// They are moved, and scaled as one filter.
    case keep
  }

  /// The scaled direction. That both vectors have the layout's length is a precondition.
  public func scaled<Scalar: Real>(
    _ direction: [Scalar], at parameters: [Scalar], layout: TensorLayout, oneDimensional: OneDimensional = .zero
  ) -> [Scalar] {
    precondition(direction.count == layout.count && parameters.count == layout.count, "vectors of the layout's length")
    var result = direction
    for entry in layout.entries {
      guard entry.isWeightMatrix || oneDimensional == .keep else {
        result.fill(0, in: entry.range)
        continue
      }
      switch self {
      case .none: break
      case .weight: result.multiply(by: parameters, in: entry.range)
      case .layer: Self.scale(&result, in: entry.range, as: parameters)
      case .filter:
        let size = entry.isWeightMatrix ? entry.range.count / entry.dimensions[0] : entry.range.count
        for start in stride(from: entry.range.lowerBound, to: entry.range.upperBound, by: size) {
          Self.scale(&result, in: start..<start + size, as: parameters)
        }
      }
    }
    return result
  }

  private static func scale<Scalar: Real>(_ direction: inout [Scalar], in range: Range<Int>, as parameters: [Scalar]) {
    direction.scale(by: parameters.norm(in: range) / (direction.norm(in: range) + 1e-10), in: range)
  }
}
