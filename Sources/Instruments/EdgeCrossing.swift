internal import Statistics

/// When a curvature came up to the edge of stability, the curvature at which an optimizer's steps no longer shrink what lies along it: 2/η for gradient descent,
/// 2(1 + β)/η with heavy-ball momentum β, (2 + 2β₁)/((1 − β₁)η) for Adam's P⁻¹H (Cohen et al. 2021, 2022).
public struct EdgeCrossing: Equatable, Sendable {
  /// The first look at the edge or above it, after a look below it. A run that starts above the edge has yet to come down first.
  public let step: Int
  /// The curvature there over the smallest one before: how far it sharpened.
  public let growth: Double

  /// A crossing.
  public init(step: Int, growth: Double) { (self.step, self.growth) = (step, growth) }
}

extension Record {
  /// When a curvature times the steps' learning rates came up to `edge`; nil where it never did. Looks without a finite number are passed over.
  public func crossing(of edge: Double, _ column: KeyPath<Measured.Row, Double>) -> EdgeCrossing? {
    var (smallest, wasBelow) = (Double.infinity, false)
    for (entry, scaled) in zip(entries, timesRateFactor(column)) where scaled.isFinite {
      let value = entry.row[keyPath: column]
      let isBelow = scaled * learningRate < edge
      if wasBelow, !isBelow { return EdgeCrossing(step: entry.step, growth: smallest > 0 ? value / smallest : .nan) }
      wasBelow = wasBelow || isBelow
      smallest = min(smallest, value)
    }
    return nil
  }

  /// Whether a curvature times the steps' learning rates had come to `edge` when the last third of the steps began: up from below, or it was at the edge or
  /// above it at some look of the middle third. What starts above comes down in the first steps, far below or to the edge itself; if far, it has yet to
  /// come up again.
  public func hasReached(_ edge: Double, _ column: KeyPath<Measured.Row, Double>) -> Bool {
    let late = Phase.after(2, of: 3)
    if let crossing = crossing(of: edge, column), !late.contains(crossing.step, of: steps) { return true }
    let middle = Record(
      entries.filter { Phase.after(1, of: 3).contains($0.step, of: steps) && !late.contains($0.step, of: steps) }, steps: steps,
      learningRate: learningRate)
    return middle.timesRateFactor(column).contains { $0 * learningRate >= edge }
  }

  /// A curvature times the steps' learning rates over `edge`, the median over the last third of the steps, of a run that had come to the edge before it; not a
  /// number for one that had not, which says nothing of where it will come to.
  public func lateShare(of edge: Double, _ column: KeyPath<Measured.Row, Double>) -> Double {
    guard hasReached(edge, column) else { return .nan }
    return self[.after(2, of: 3)].timesRateFactor(column).finiteMedian * learningRate / edge
  }
}
