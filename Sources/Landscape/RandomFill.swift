public import Statistics
public import Tensors

// Statistics knows nothing of the engine's scalars; the choice of buffer type is made here, once a vector.
extension RandomStream {
  /// Fills a vector with independent signs, 1 or −1 with a probability of a half each (Rademacher's distribution).
  public func fillSigns<Scalar: Real>(_ vector: inout [Scalar]) {
    vector.withUnsafeMutableBytes { bytes in
      switch Scalar.precision {
      case .float32: fillSigns(bytes.assumingMemoryBound(to: Float.self))
      case .float64: fillSigns(bytes.assumingMemoryBound(to: Double.self))
      }
    }
  }

  /// Fills a vector with independent standard normal deviates, drawn in float64 and rounded.
  public func fillNormal<Scalar: Real>(_ vector: inout [Scalar]) {
    vector.withUnsafeMutableBytes { bytes in
      switch Scalar.precision {
      case .float32: fillNormal(bytes.assumingMemoryBound(to: Float.self), mean: 0, standardDeviation: 1)
      case .float64: fillNormal(bytes.assumingMemoryBound(to: Double.self), mean: 0, standardDeviation: 1)
      }
    }
  }
}
