public import Tensors

/// How much nearer a scale-invariant weight's optimum is than W* itself (Santurkar et al. 2018, Lemma 4.5): before a batch normalization all of the ray kW*,
/// k > 0, is as good, and its nearest point to the start W₀ has k = ⟨W*, W₀⟩/‖W*‖². The lemma,
///
///     ‖W₀ − kW*‖² = ‖W₀ − W*‖² − (‖W*‖² − ⟨W*, W₀⟩)²/‖W*‖²,
///
/// is algebra; what may fail is its condition ⟨W₀, W*⟩ > 0, without which the nearest point is not on the ray.
public struct OptimumDistance: Equatable, Sendable {
  /// ⟨W₀, W*⟩ / (‖W₀‖ ‖W*‖).
  public let alignment: Double
  /// ‖W₀ − kW*‖² / ‖W₀ − W*‖²; not a number where W* is W₀.
  public let ratio: Double
  /// What the lemma's two sides differ by, relative to ‖W*‖².
  public let error: Double

  /// The distances of the part `weight` of two vectors of parameters, which lies within both.
  public static func measure<R: Real>(from start: [R], to optimum: [R], weight: Range<Int>) -> OptimumDistance {
    let (square, product) = (optimum.dot(optimum, in: weight), optimum.dot(start, in: weight))
    var nearest = optimum
    nearest.scale(by: product / square, in: weight)
    func squared(_ value: Double) -> Double { value * value }
    let plain = squared(start.distance(to: optimum, in: weight))
    let near = squared(start.distance(to: nearest, in: weight))
    let predicted = plain - squared(square - product) / square
    return OptimumDistance(
      alignment: product / (square.squareRoot() * start.norm(in: weight)), ratio: plain > 0 ? near / plain : .nan,
      error: abs(near - predicted) / square)
  }
}
