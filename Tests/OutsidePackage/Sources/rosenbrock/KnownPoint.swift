/// A point around which Rosenbrock's function is known as a polynomial: the truth that measurements are held to. Its coefficients are worked out by
/// hand, so that it shares no code with the objective.
struct KnownPoint: Sendable {
  let name: String
  let parameters: [Double]
  let gradient: [Double]
  /// The Hessian's eigenvalues, ascending.
  let eigenvalues: [Double]
  /// 1 − x after a step of (α, β).
  let slack: @Sendable (_ alpha: Double, _ beta: Double) -> Double
  /// y − x² after a step of (α, β).
  let residual: @Sendable (_ alpha: Double, _ beta: Double) -> Double

  /// H = [[802, −400], [−400, 200]]: trace 1002, determinant 400.
  static let minimum = KnownPoint(
    name: "minimum", parameters: [1, 1], gradient: [0, 0],
    eigenvalues: [501 - 250_601.0.squareRoot(), 501 + 250_601.0.squareRoot()],
    slack: { alpha, _ in -alpha }, residual: { alpha, beta in beta - 2 * alpha - alpha * alpha })

  /// The customary start of a descent. H = [[1330, 480], [480, 200]]: trace 1530, determinant 35,600.
  static let start = KnownPoint(
    name: "start", parameters: [-1.2, 1], gradient: [-215.6, -88],
    eigenvalues: [765 - 549_625.0.squareRoot(), 765 + 549_625.0.squareRoot()],
    slack: { alpha, _ in 2.2 - alpha }, residual: { alpha, beta in -0.44 + beta + 2.4 * alpha - alpha * alpha })

  /// f after a step of (α, β).
  func value(_ alpha: Double, _ beta: Double) -> Double {
    let (slack, residual) = (slack(alpha, beta), residual(alpha, beta))
    return slack * slack + 100 * residual * residual
  }

  /// ‖∇f after a step of (α, β) − ∇f here‖₂.
  func gradientDistance(_ alpha: Double, _ beta: Double) -> Double {
    let (slack, residual) = (slack(alpha, beta), residual(alpha, beta))
    let x = -2 * slack - 400 * (1 - slack) * residual - gradient[0]
    let y = 200 * residual - gradient[1]
    return (x * x + y * y).squareRoot()
  }
}
