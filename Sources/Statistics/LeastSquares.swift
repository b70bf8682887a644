/// Straight lines.
public enum LeastSquares {
  /// The slope of y over x by least squares; not a number for fewer than two different x.
  public static func slope(x: [Double], y: [Double]) -> Double {
    precondition(x.count == y.count, "as many y as x")
    // The mean of equal numbers may differ from them by rounding, so that the sum of squares below is not always zero.
    guard x.contains(where: { $0 != x[0] }) else { return .nan }
    let n = Double(x.count)
    let (centre, height) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
    let rise = zip(x, y).reduce(0) { $0 + ($1.0 - centre) * ($1.1 - height) }
    return rise / x.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
  }

  /// Where the least-squares line of y over x has x = 0; not a number for fewer than two different x.
  public static func intercept(x: [Double], y: [Double]) -> Double {
    (y.reduce(0, +) - slope(x: x, y: y) * x.reduce(0, +)) / Double(x.count)
  }
}
