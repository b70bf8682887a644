/// The points of a line (one axis) or of a plane (two) through a point of parameter space, numbered with α fastest.
public struct SurfaceGrid: Hashable, Sendable {
  /// Steps along the first direction.
  public let alphas: GridAxis
  /// Steps along the second; nil for a line.
  public let betas: GridAxis?

  /// A line's grid, or a plane's.
  ///
  /// - Throws: `LandscapeError` for more points than can be counted.
  public init(alphas: GridAxis, betas: GridAxis? = nil) throws(LandscapeError) {
    guard !alphas.count.multipliedReportingOverflow(by: betas?.count ?? 1).overflow else {
      throw LandscapeError(argument: "grid", found: "\(alphas.count) × \(betas?.count ?? 1) points", expected: "fewer")
    }
    (self.alphas, self.betas) = (alphas, betas)
  }

  /// The most points that a surface is measured at: 4,194,304, of which each is a pass over the data.
  public static var mostPoints: Int { 1 << 22 }

  /// How many points.
  public var count: Int { alphas.count * (betas?.count ?? 1) }

  /// The steps to a point; β is 0 on a line.
  public subscript(index: Int) -> (alpha: Double, beta: Double) {
    (alphas[index % alphas.count], betas.map { $0[index / alphas.count] } ?? 0)
  }
}
