internal import Statistics
public import Tensors

/// Directions of independent normal deviates, which are uniform over all directions.
public enum RandomDirection {
  /// `count` normal deviates from the stream of `seed` at (`index`, `part`).
  public static func normals<Scalar: Real>(
    _ count: Int, seed: UInt64, index: Int, part: Int, as type: Scalar.Type = Scalar.self
  ) -> [Scalar] {
    RandomStream(seed: seed, purpose: .direction, index: index, part: part).normals(count).map { Scalar($0) }
  }
}
