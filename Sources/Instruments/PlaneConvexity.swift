/// Where a loss over a plane is convex there, by central differences on an even grid.
struct PlaneConvexity {
  /// The share of inner points whose Hessian by differences has λ_min < −0.05 |λ_max|, among those with finite losses around them; not a number where there are none.
  let roughShare: Double

  /// How small a negative eigenvalue still counts as none, beside the largest.
  private static let tolerance = 0.05

  /// The plane of points (α, β, loss), β outermost and α innermost; nil for a grid that has no inner points or is not even.
  init?(_ points: [(alpha: Double, beta: Double, loss: Double)]) {
    guard let first = points.first else { return nil }
    let columns = points.prefix { $0.beta == first.beta }.count
    guard columns > 2, points.count % columns == 0, points.count / columns > 2 else { return nil }
    let rows = points.count / columns
    let (width, height) = (points[1].alpha - first.alpha, points[columns].beta - first.beta)
    let isEven = points.indices.allSatisfy { index in
      let (row, column) = (Double(index / columns), Double(index % columns))
      return abs(points[index].alpha - first.alpha - column * width) < 1e-9 * abs(width) * Double(columns)
        && abs(points[index].beta - first.beta - row * height) < 1e-9 * abs(height) * Double(rows)
    }
    guard isEven, width != 0, height != 0 else { return nil }
    var (rough, counted) = (0, 0)
    for row in 1..<rows - 1 {
      for column in 1..<columns - 1 {
        func loss(_ down: Int, _ right: Int) -> Double { points[(row + down) * columns + column + right].loss }
        let xx = (loss(0, 1) - 2 * loss(0, 0) + loss(0, -1)) / (width * width)
        let yy = (loss(1, 0) - 2 * loss(0, 0) + loss(-1, 0)) / (height * height)
        let xy = (loss(1, 1) - loss(1, -1) - loss(-1, 1) + loss(-1, -1)) / (4 * width * height)
        let (centre, radius) = ((xx + yy) / 2, ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot())
        guard centre.isFinite, radius.isFinite else { continue }
        counted += 1
        if centre - radius < -Self.tolerance * abs(centre + radius) { rough += 1 }
      }
    }
    roughShare = counted > 0 ? Double(rough) / Double(counted) : .nan
  }
}
