public import Objectives
internal import Tensors

extension LinearOperator {
  /// A symmetric matrix written out, `[dimension][dimension]`, from one product a column; the mean of it and its transpose, which rounding alone tells apart.
  /// `progress` is told the share that is done.
  public func dense(progress: (_ share: Double) -> Void = { _ in }) -> [Double] {
    let order = dimension
    var matrix = [Double](repeating: 0, count: order * order)
    var direction = [Scalar](onLargePages: 0, count: order)
    var product = direction
    for i in 0..<order {
      direction[i] = 1
      apply(to: direction, product: &product)
      direction[i] = 0
      progress(Double(i + 1) / Double(order))
      matrix.replaceSubrange(i * order..<(i + 1) * order, with: product.doubles)
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
