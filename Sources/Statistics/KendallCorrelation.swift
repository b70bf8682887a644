/// How two quantities go together in order, and not in size (Kendall 1938).
public enum KendallCorrelation {
  /// τ_b of as many x as y (a precondition): pairs in the same order less those in the other, over the geometric mean of the pairs that differ in x and those that
  /// differ in y (Kendall 1945); not a number where there are none. Every pair is looked at.
  public static func tau(_ x: [Double], _ y: [Double]) -> Double {
    precondition(x.count == y.count, "pairs of values")
    var (sum, different) = (0, (x: 0, y: 0))
    for i in x.indices {
      for j in 0..<i {
        let (a, b) = (sign(x[i] - x[j]), sign(y[i] - y[j]))
        sum += a * b
        different.x += abs(a)
        different.y += abs(b)
      }
    }
    return Double(sum) / (Double(different.x) * Double(different.y)).squareRoot()
  }

  /// The correlation along each axis of a grid (the granulated coefficient of Jiang et al. 2020, section 4.1, before its mean): over the pairs of points that
  /// differ in that axis alone, those in the same order in x and y less those in the other, over all; not a number for an axis without such pairs. What goes with
  /// an axis cannot be due to another.
  ///
  /// - Parameters:
  ///   - levels: the place of each point on each axis; as many axes for every point.
  ///   - x: a number of each point.
  ///   - y: another one.
  public static func byAxis(levels: [[Int]], _ x: [Double], _ y: [Double]) -> [Double] {
    precondition(x.count == levels.count && y.count == levels.count, "as many values as points")
    let axes = levels.first?.count ?? 0
    var (sums, counts) = ([Int](repeating: 0, count: axes), [Int](repeating: 0, count: axes))
    for i in levels.indices {
      for j in 0..<i {
        var (differing, axis) = (0, 0)
        for candidate in 0..<axes where levels[i][candidate] != levels[j][candidate] { (differing, axis) = (differing + 1, candidate) }
        guard differing == 1 else { continue }
        sums[axis] += sign(x[i] - x[j]) * sign(y[i] - y[j])
        counts[axis] += 1
      }
    }
    return zip(sums, counts).map { Double($0) / Double($1) }
  }

  private static func sign(_ difference: Double) -> Int { difference > 0 ? 1 : difference < 0 ? -1 : 0 }
}
