/// A statistic of units that is no mean over them, as values by unit (Tukey 1958; Efron & Tibshirani, "An Introduction to the Bootstrap", 1993, section 11.5).
public enum Jackknife {
  /// The pseudo-values n T − (n − 1) T₍ᵢ₎, for T₍ᵢ₎ the statistic without unit i: they vary as independent values do whose mean is the statistic, so that
  /// intervals and tests of a mean serve it. Of a mean they are the values themselves.
  ///
  /// - Parameters:
  ///   - count: how many units.
  ///   - statistic: T of the units at some places, in order.
  public static func pseudoValues(_ count: Int, statistic: (_ units: [Int]) -> Double) -> [Double] {
    let n = Double(count)
    let whole = statistic(Array(0..<count))
    return (0..<count).map { left in n * whole - (n - 1) * statistic((0..<count).filter { $0 != left }) }
  }
}
