/// Correction of p values for many tests at once.
public enum HolmCorrection {
  /// Holm's step-down adjustment (Holm 1979): with p₍₁₎ ≤ … ≤ p₍ₙ₎, the k-th becomes the largest of (n − j + 1) p₍ⱼ₎ over j ≤ k, and at most 1. Rejecting what is at
  /// most α then errs anywhere in the family with probability α at most, whatever the tests' dependence. P values are numbers from 0 to 1.
  ///
  /// - Returns: the adjusted values in the order given.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    var adjusted = pValues
    var largest = 0.0
    for (rank, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
      largest = max(largest, min(1, Double(pValues.count - rank) * pValues[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}
