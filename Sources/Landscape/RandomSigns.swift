public import Statistics
public import Tensors

extension RandomStream {
  /// Fills a vector with independent signs, 1 or −1 with a probability of a half each (Rademacher's distribution).
  public func fillSigns<Scalar: Real>(_ vector: inout [Scalar]) {
    vector.withUnsafeMutableBytes { bytes in
      // Statistics knows nothing of the engine's scalars.
      switch Scalar.precision {
      case .float32: fillSigns(bytes.assumingMemoryBound(to: Float.self))
      case .float64: fillSigns(bytes.assumingMemoryBound(to: Double.self))
      }
    }
  }
}
