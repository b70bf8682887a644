internal import Statistics
public import Tensors

/// Directions of independent normal deviates, which are uniform over all directions.
public enum RandomDirection {
  /// `count` normal deviates from the stream of `seed` at (`index`, `part`).
  public static func normals<Scalar: Real>(
    _ count: Int, seed: UInt64, index: Int, part: Int, as type: Scalar.Type = Scalar.self
  ) -> [Scalar] {
    var direction = [Scalar](onLargePages: 0, count: count)
    RandomStream(seed: seed, purpose: .direction, index: index, part: part).fillNormal(&direction)
    return direction
  }

  /// The direction along an axis (0 or 1) of a plane, for one of several pairs, from streams far from those of start vectors and probes.
  public static func axis<Scalar: Real>(
    _ axis: Int, pair: Int = 0, dimension: Int, seed: UInt64, as type: Scalar.Type = Scalar.self
  ) -> [Scalar] {
    normals(dimension, seed: seed, index: 1 << 32 + pair, part: axis)
  }
}
