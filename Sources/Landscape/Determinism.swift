public import Objectives
public import Tensors

/// Whether an objective is a function: whether the same loss, the same gradient and the same Hessian-vector product come again, to the bit, when they are asked
/// for again at one point. What Lanczos's method makes of products with a matrix that moves is no spectrum of anything.
public enum Determinism {
  /// What did not come again.
  public struct Fault: Equatable, Sendable {
    /// `loss`, `gradient` or `Hessian-vector product`.
    public let quantity: String
    /// What repeated losses say of the cause.
    public let cause: Cause

    /// A fault.
    public init(quantity: String, cause: Cause) { (self.quantity, self.cause) = (quantity, cause) }

    /// One phrase.
    public var description: String { "a \(quantity) that changes, \(cause.rawValue)" }
  }

  /// Where a change comes from.
  public enum Cause: String, Sendable {
    /// Every repetition moves the loss the same way.
    case movingState = "by a state that moves with every evaluation, as running statistics do"
    /// Repetitions scatter.
    case noise = "by something drawn anew in every evaluation, as noise is"
    /// The loss stays while it alone is evaluated; a gradient or a product changes it.
    case derivatives = "by a state that the evaluation of derivatives moves"
    /// The loss stays; what is derived from it does not.
    case products = "while the loss stays as it is: in the computation of derivatives itself"
  }

  /// The repetitions from which a cause is told: those of noise go one way with a probability of 2/8! = 5 · 10⁻⁵.
  static let repetitions = 8

  /// What an objective does not give again at θ; nil where everything comes again.
  public static func fault<Scalar: Real>(
    of objective: some TwiceDifferentiableObjective<Scalar>, at parameters: [Scalar]
  ) -> Fault? {
    // Any direction will do that is not at rest.
    var direction = [Scalar](onLargePages: 1, count: parameters.count)
    direction.add(1, times: parameters)
    let losses = (0..<2).map { _ in objective.value(at: parameters) }
    guard isSame(losses[0], losses[1]) else { return Fault(quantity: "loss", cause: scatter(of: objective, at: parameters)) }
    var (first, second) = (parameters, parameters)
    _ = objective.valueAndGradient(at: parameters, gradient: &first)
    _ = objective.valueAndGradient(at: parameters, gradient: &second)
    let isGradientSame = isSame(first, second)
    var isProductSame = true
    if isGradientSame {
      objective.hessianVectorProduct(at: parameters, direction: direction, product: &first)
      objective.hessianVectorProduct(at: parameters, direction: direction, product: &second)
      isProductSame = isSame(first, second)
    }
    let isLossKept = isSame(objective.value(at: parameters), losses[0])
    guard isGradientSame else { return Fault(quantity: "gradient", cause: isLossKept ? .products : .derivatives) }
    guard isProductSame else { return Fault(quantity: "Hessian-vector product", cause: isLossKept ? .products : .derivatives) }
    return isLossKept ? nil : Fault(quantity: "loss", cause: .derivatives)
  }

  /// Whether repeated losses go one way, or scatter.
  private static func scatter<Scalar: Real>(of objective: some Objective<Scalar>, at parameters: [Scalar]) -> Cause {
    let losses = (0..<repetitions).map { _ in objective.value(at: parameters) }
    let steps = zip(losses, losses.dropFirst()).map { $1 - $0 }
    return steps.allSatisfy { $0 >= 0 } || steps.allSatisfy { $0 <= 0 } ? .movingState : .noise
  }

  /// Whether two numbers have the same bits; a number that is none is the same as itself.
  private static func isSame(_ first: Double, _ second: Double) -> Bool { first.bitPattern == second.bitPattern }

  private static func isSame<Scalar: Real>(_ first: [Scalar], _ second: [Scalar]) -> Bool {
    guard first.count == second.count else { return false }
    let hasSameBits = first.withUnsafeBytes { first in second.withUnsafeBytes { first.elementsEqual($0) } }
    // Other bits may be numbers that are none, both.
    return hasSameBits
      || zip(first, second).allSatisfy { ($0 == $1 && $0.sign == $1.sign) || ($0.isNaN && $1.isNaN) }
  }
}
