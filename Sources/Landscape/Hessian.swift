public import Objectives
public import Tensors

/// The Hessian as a matrix.
public enum Hessian {
  /// H at θ, `[dimension][dimension]`, from one product a column; the mean of it and its transpose, which rounding alone tells apart.
  /// `progress` is told the share that is done.
  public static func dense<Scalar: Real>(
    _ objective: some TwiceDifferentiableObjective<Scalar>, at parameters: [Scalar], progress: (_ share: Double) -> Void = { _ in }
  ) -> [Double] {
    let order = objective.dimension
    var matrix = [Double](repeating: 0, count: order * order)
    var direction = [Scalar](repeating: 0, count: order)
    var product = direction
    for i in 0..<order {
      direction[i] = 1
      objective.hessianVectorProduct(at: parameters, direction: direction, product: &product)
      direction[i] = 0
      progress(Double(i + 1) / Double(order))
      for j in 0..<order { matrix[i * order + j] = Double(product[j]) }
    }
    for i in 0..<order {
      for j in 0..<i {
        let mean = 0.5 * (matrix[i * order + j] + matrix[j * order + i])
        matrix[i * order + j] = mean
        matrix[j * order + i] = mean
      }
    }
    return matrix
  }
}
