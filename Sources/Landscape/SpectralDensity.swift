internal import Statistics

/// A spectral density on a grid: every node of a quadrature widened to a normal curve, the mean over probes with its standard error.
public struct SpectralDensity: Equatable, Sendable {
  /// Eigenvalues at which the density is given, ascending, the same distance apart, from three widths below the lowest node to three above the highest.
  public let grid: [Double]
  /// The density there; its integral is 1.
  public let density: [Double]
  /// The density's standard error over probes; not a number for a single probe.
  public let standardError: [Double]
  /// The normal curves' standard deviation: √(10⁻⁵ max(1, λ_max − λ_min)), the variance of Ghorbani, Krishnan & Xiao's code (2019), and at least half the
  /// grid's spacing, below which a curve could fall between two points.
  public let width: Double

  /// The density of `rules`, each a probe's nodes and weights, on `points` points, two or more.
  public init(_ rules: [QuadratureRule], points: Int) {
    precondition(points >= 2, "a grid of two points or more")
    let nodes = rules.flatMap(\.nodes)
    guard let lowest = nodes.min(), let highest = nodes.max() else {
      (grid, density, standardError, width) = ([], [], [], .nan)
      return
    }
    let kernel = (1e-5 * max(1, highest - lowest)).squareRoot()
    // The grid reaches three widths beyond either end, and half its spacing must not exceed the width: both hold for the larger of the two candidates.
    let intervals = Double(points - 1)
    let width = max(kernel, intervals > 3 ? (highest - lowest) / (2 * (intervals - 3)) : highest - lowest)
    let start = lowest - 3 * width
    let spacing = (highest - lowest + 6 * width) / intervals
    let grid = (0..<points).map { start + Double($0) * spacing }
    self.width = width
    self.grid = grid
    (density, standardError) = Self.mean(rules.map { Self.curve($0, grid: grid, width: width) })
  }

  /// The standard error over samples of the data: of the mean of the densities of `samples`, each a sample's rules, on this density's grid and of its width. The
  /// density over fewer examples is one of its own, with wider outliers: this tells how much the choice of examples moves it.
  public func standardError(over samples: [[QuadratureRule]]) -> [Double] {
    Self.mean(samples.map { rules in Self.mean(rules.map { Self.curve($0, grid: grid, width: width) }).mean }).standardError
  }

  private static func curve(_ rule: QuadratureRule, grid: [Double], width: Double) -> [Double] {
    grid.map { point in
      zip(rule.nodes, rule.weights).reduce(0) { sum, pair in
        sum + pair.1 * NormalDistribution.density(point - pair.0, standardDeviation: width)
      }
    }
  }

  /// The mean of curves with its standard error; not numbers for a single one.
  private static func mean(_ curves: [[Double]]) -> (mean: [Double], standardError: [Double]) {
    let count = Double(curves.count)
    let points = curves.first?.indices ?? 0..<0
    return (
      points.map { index in curves.reduce(0) { $0 + $1[index] } / count },
      points.map { index in
        let moments = RunningMoments()
        for curve in curves { moments.add(curve[index]) }
        return curves.count > 1 ? moments.standardDeviation / count.squareRoot() : .nan
      }
    )
  }
}
