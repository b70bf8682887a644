import Landscape
import Objectives
import Statistics
import TestSupport
import Testing

@Suite("whether an objective is a function")
struct DeterminismTests {
  /// f(x) = ½ x² with a fault of a kind.
  private final class Faulty: TwiceDifferentiableObjective {
    enum Kind { case drift, noise, gradientNoise, productNoise, gradientMoves, productMoves }
    let kind: Kind
    private let stream = RandomStream(seed: 3, purpose: .noise)
    private var shift = 0.0
    let dimension = 1

    init(_ kind: Kind) { self.kind = kind }

    func value(at parameters: [Double]) -> Double {
      if kind == .drift { shift += 0.5 }
      return parameters[0] * parameters[0] / 2 + (kind == .noise ? stream.normal() : shift)
    }

    func valueAndGradient(at parameters: [Double], gradient: inout [Double]) -> Double {
      if kind == .gradientMoves { shift += 1 }
      gradient[0] = parameters[0] + (kind == .gradientNoise ? stream.normal() : 0)
      return value(at: parameters)
    }

    func hessianVectorProduct(at parameters: [Double], direction: [Double], product: inout [Double]) {
      if kind == .productMoves { shift += 1 }
      product[0] = direction[0] + (kind == .productNoise ? stream.normal() : 0)
    }
  }

  private func fault(_ kind: Faulty.Kind) -> Determinism.Fault? { Determinism.fault(of: Faulty(kind), at: [3]) }

  @Test("a quadratic is one, and so is one whose values are no numbers")
  func functions() {
    #expect(Determinism.fault(of: Quadratic<Double>(diagonal: [1, -2, 0]), at: [3, 0, 1]) == nil)
    #expect(Determinism.fault(of: Quadratic<Float>(diagonal: [1, .nan]), at: [3, 1]) == nil)
  }

  @Test("a state that moves with every evaluation is told from noise")
  func losses() {
    #expect(fault(.drift) == Determinism.Fault(quantity: "loss", cause: .movingState))
    #expect(fault(.noise) == Determinism.Fault(quantity: "loss", cause: .noise))
  }

  @Test("faults of derivatives are told from what derivatives do to the loss")
  func derivatives() {
    #expect(fault(.gradientNoise) == Determinism.Fault(quantity: "gradient", cause: .products))
    #expect(fault(.productNoise) == Determinism.Fault(quantity: "Hessian-vector product", cause: .products))
    #expect(fault(.gradientMoves) == Determinism.Fault(quantity: "loss", cause: .derivatives))
    #expect(fault(.productMoves) == Determinism.Fault(quantity: "loss", cause: .derivatives))
    #expect(
      fault(.noise)?.description == "a loss that changes, by something drawn anew in every evaluation, as noise is")
  }
}
