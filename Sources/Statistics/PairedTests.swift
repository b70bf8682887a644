/// Two-sided tests of paired differences against a distribution symmetric about zero.
public enum PairedTests {
  /// Up to this many pairs all sign patterns are counted (2²⁰, a million); above, they are drawn.
  public static let exactLimit = 20

  /// The sign-flip permutation test of the mean difference (Fisher 1935): the share of sign patterns whose |mean| is at least the observed.
  /// With n pairs it cannot go below 2^(1 − n).
  ///
  /// - Throws: `StatisticsError` for no pairs, differences that are not finite, or no draws.
  public static func permutation(_ differences: [Double], draws: Int = 100_000, stream: RandomStream) throws(StatisticsError) -> Double {
    guard !differences.isEmpty else { throw .tooFewValues(quantity: "permutation test", found: 0, needed: 1) }
    try requireFinite(differences)
    guard draws > 0 else { throw .invalidArgument(name: "draws", found: "\(draws)", expected: "a positive number") }
    let observed = abs(differences.reduce(0, +))
    // Rounding must not turn an equal sum into a smaller one.
    let threshold = observed - 1e-12 * differences.reduce(0) { $0 + abs($1) }
    if differences.count <= exactLimit {
      // A pattern's sum is one of each half's: an addition a pattern, in place of one a difference.
      let half = differences.count / 2
      let (first, second) = (signedSums(differences[..<half]), signedSums(differences[half...]))
      var extreme = 0
      for base in first {
        for sum in second where abs(base + sum) >= threshold { extreme += 1 }
      }
      return Double(extreme) / Double(first.count * second.count)
    }
    var extreme = 0
    var signs = [Double](repeating: 0, count: differences.count)
    for _ in 0..<draws {
      signs.withUnsafeMutableBufferPointer { stream.fillSigns($0) }
      var sum = 0.0
      for (difference, sign) in zip(differences, signs) { sum += sign * difference }
      if abs(sum) >= threshold { extreme += 1 }
    }
    // The observed pattern counts as one of the draws, so that p is never zero (Phipson & Smyth 2010).
    return Double(extreme + 1) / Double(draws + 1)
  }

  /// The sums over all patterns of signs; 0 alone for no values.
  private static func signedSums(_ values: ArraySlice<Double>) -> [Double] {
    values.reduce(into: [0]) { sums, value in sums = sums.map { $0 + value } + sums.map { $0 - value } }
  }

  /// A difference that is none would make no pattern extreme, and p zero.
  private static func requireFinite(_ differences: [Double]) throws(StatisticsError) {
    if let wrong = differences.first(where: { !$0.isFinite }) {
      throw .invalidArgument(name: "difference", found: "\(wrong)", expected: "a finite number")
    }
  }
}
