/// A part of a course of so many steps, by which what comes late is told from what comes early. Shares are fractions of whole numbers, so that no rounding
/// decides on the step at the border.
public enum Phase: Hashable, Sendable {
  /// Steps later than `numerator`/`denominator` of all.
  case after(Int, of: Int)
  /// The step at that share, and later ones.
  case from(Int, of: Int)
  /// One of so many equal parts, from 1: a step on a boundary belongs to the part that it begins, the last step to the last part.
  case part(Int, of: Int)

  /// Whether step `step` of `steps` belongs to it.
  public func contains(_ step: Int, of steps: Int) -> Bool {
    switch self {
    case .after(let numerator, let denominator): step * denominator > steps * numerator
    case .from(let numerator, let denominator): step * denominator >= steps * numerator
    case .part(let part, let count):
      step * count >= steps * (part - 1) && (step * count < steps * part || part == count)
    }
  }
}
