internal import Objectives
internal import Tensors

/// A matrix of second derivatives of a network's loss at a point, by its products with vectors.
struct NetworkHessian<R: Real>: LinearOperator {
  /// Which matrix.
  enum Kind {
    /// The Hessian.
    case whole
    /// Its part Jᵀ H_out J.
    case gaussNewton
  }

  let kind: Kind
  /// This matrix's alone: what the workspace keeps for its products is found again by it.
  let point: NetworkPoint<R>
  let secondOrder: SecondOrder<R>

  var dimension: Int { point.parameters.count }

  func apply(to direction: [R], product: inout [R]) {
    precondition(direction.count == dimension && product.count == dimension, "as many parameters as the network has")
    direction.withUnsafeBufferPointer { direction in
      product.withUnsafeMutableBufferPointer { product in
        guard let direction = direction.baseAddress, let product = product.baseAddress else { return }
        switch kind {
        case .whole: secondOrder.product(at: point, direction: direction, product: product)
        case .gaussNewton: secondOrder.gaussNewtonProduct(at: point, direction: direction, product: product)
        }
      }
    }
  }
}
