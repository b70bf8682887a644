/// A measure of spectral mass that sits on a few points: ∫ f dμ = Σ wᵢ f(λᵢ).
public struct QuadratureRule: Equatable, Sendable {
  /// Where the mass sits, ascending.
  public let nodes: [Double]
  /// How much sits there; 1 in all.
  public let weights: [Double]

  /// A rule; as many weights as nodes.
  public init(nodes: [Double], weights: [Double]) {
    precondition(nodes.count == weights.count, "a weight for every node")
    (self.nodes, self.weights) = (nodes, weights)
  }
}
