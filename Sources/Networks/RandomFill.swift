internal import Statistics
internal import Tensors

// Statistics knows nothing of the engine's scalars; the choice of buffer type is made here, once a buffer.
extension RandomStream {
  /// Fills `count` scalars with uniform deviates in [lower, upper).
  func fillUniform<R: Real>(_ pointer: UnsafeMutablePointer<R>, count: Int, _ lower: Double, _ upper: Double) {
    switch R.precision {
    case .float32: fillUniform(buffer(pointer, count, Float.self), lower, upper)
    case .float64: fillUniform(buffer(pointer, count, Double.self), lower, upper)
    }
  }

  /// Fills `count` scalars with normal deviates.
  func fillNormal<R: Real>(_ pointer: UnsafeMutablePointer<R>, count: Int, mean: Double, standardDeviation: Double) {
    switch R.precision {
    case .float32: fillNormal(buffer(pointer, count, Float.self), mean: mean, standardDeviation: standardDeviation)
    case .float64: fillNormal(buffer(pointer, count, Double.self), mean: mean, standardDeviation: standardDeviation)
    }
  }

  private func buffer<R, T>(_ pointer: UnsafeMutablePointer<R>, _ count: Int, _ type: T.Type) -> UnsafeMutableBufferPointer<T> {
    UnsafeMutableBufferPointer(start: UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: T.self), count: count)
  }
}
