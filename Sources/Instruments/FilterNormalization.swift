public import Networks
public import Tensors

/// The scaling of a plane's directions that makes planes of different networks comparable (Li et al. 2018, section 4).
public enum FilterNormalization {
  /// A direction with every filter scaled to the norm of the network's own: d ← d ‖w‖ / (‖d‖ + 1e-10) for each filter (first index) of a weight of two
  /// dimensions or more, and zero for all other parameters (Li et al. 2018, section 4; the constant is theirs). That both vectors have the
  /// layout's length is a precondition.
  public static func normalized<Scalar: Real>(_ direction: [Scalar], at parameters: [Scalar], layout: TensorLayout) -> [Scalar] {
    var result = [Scalar](repeating: 0, count: direction.count)
    for entry in layout.entries where entry.isWeightMatrix {
      let size = entry.range.count / entry.dimensions[0]
      for start in stride(from: entry.range.lowerBound, to: entry.range.upperBound, by: size) {
        let filter = start..<start + size
        let factor = Scalar(parameters.norm(in: filter) / (direction.norm(in: filter) + 1e-10))
        for i in filter { result[i] = factor * direction[i] }
      }
    }
    return result
  }
}
