/// Slopes that a few wild points cannot move.
public enum RobustSlope {
  /// The Theil–Sen slope: the median of (yⱼ − yᵢ)/(xⱼ − xᵢ) over all pairs with different x (Sen 1968). It stands up to 29 % of wild points.
  ///
  /// - Throws: `StatisticsError` where lengths differ or fewer than two x differ.
  public static func theilSen(x: [Double], y: [Double]) throws(StatisticsError) -> Double {
    guard x.count == y.count else {
      throw .invalidArgument(name: "y", found: "\(y.count) values", expected: "\(x.count), as many as x")
    }
    var slopes = [Double]()
    for i in x.indices {
      for j in 0..<i where x[i] != x[j] { slopes.append((y[i] - y[j]) / (x[i] - x[j])) }
    }
    guard !slopes.isEmpty else { throw .tooFewValues(quantity: "Theil–Sen slope", found: Set(x).count, needed: 2) }
    return try Quantiles.median(slopes)
  }
}
