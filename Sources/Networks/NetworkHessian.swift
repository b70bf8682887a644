internal import Objectives
internal import Tensors

/// The Hessian of a network's loss at a point.
struct NetworkHessian<R: Real>: LinearOperator {
  let point: NetworkPoint<R>
  let secondOrder: SecondOrder<R>

  var dimension: Int { point.parameters.count }

  func apply(to direction: [R], product: inout [R]) {
    precondition(direction.count == dimension && product.count == dimension, "as many parameters as the network has")
    direction.withUnsafeBufferPointer { direction in
      product.withUnsafeMutableBufferPointer { product in
        guard let direction = direction.baseAddress, let product = product.baseAddress else { return }
        secondOrder.product(at: point, direction: direction, product: product)
      }
    }
  }
}
