import Objectives

/// f(x, y) = (1 − x)² + 100 (y − x²)² (Rosenbrock 1960), with its minimum 0 at (1, 1).
struct Rosenbrock: TwiceDifferentiableObjective {
  let dimension = 2

  func value(at parameters: [Double]) -> Double {
    let (x, y) = (parameters[0], parameters[1])
    let residual = y - x * x
    return (1 - x) * (1 - x) + 100 * residual * residual
  }

  func valueAndGradient(at parameters: [Double], gradient: inout [Double]) -> Double {
    let (x, y) = (parameters[0], parameters[1])
    gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x)
    gradient[1] = 200 * (y - x * x)
    return value(at: parameters)
  }

  /// H = [[1200 x² − 400 y + 2, −400 x], [−400 x, 200]].
  func hessianVectorProduct(at parameters: [Double], direction: [Double], product: inout [Double]) {
    let (x, y) = (parameters[0], parameters[1])
    product[0] = (1200 * x * x - 400 * y + 2) * direction[0] - 400 * x * direction[1]
    product[1] = -400 * x * direction[0] + 200 * direction[1]
  }
}
