public import Tensors

/// The product of the Hessian with a given direction.
public struct HessianVectorProductInstrument: VectorProductInstrument {
  public static let name = "hessian-vector-product"
  public static let version = 1
  public static let meaning = "Hv and vᵀHv for a given direction v, exactly (Pearlmutter 1994)"

  /// The product.
  public init() {}

  public func product<Scalar: Real>(_ subject: Subject<Scalar>) throws(InstrumentError) -> (direction: [Scalar], product: [Scalar]) {
    let objective = try subject.curvature(for: self)
    let direction = try subject.direction("direction", for: self)
    var product = direction
    objective.hessianVectorProduct(at: subject.parameters, direction: direction, product: &product)
    return (direction, product)
  }
}
