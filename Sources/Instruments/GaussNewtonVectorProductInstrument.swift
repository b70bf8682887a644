internal import Networks
internal import Objectives
public import Tensors

/// The product of the Gauss–Newton matrix with a given direction.
public struct GaussNewtonVectorProductInstrument: VectorProductInstrument {
  public static let name = "gauss-newton-vector-product"
  public static let version = 1
  public static let meaning =
    "Gv and vᵀGv for a given direction v and the Gauss–Newton matrix G = Jᵀ H_out J of the whole batch, exactly (Schraudolph 2002)"

  /// The product.
  public init() {}

  public func product<Scalar: Real>(_ subject: Subject<Scalar>) throws(InstrumentError) -> (direction: [Scalar], product: [Scalar]) {
    let objective = try subject.layers(for: self)
    let direction = try subject.direction("direction", for: self)
    var product = direction
    objective.gaussNewton(at: subject.parameters).apply(to: direction, product: &product)
    return (direction, product)
  }
}
