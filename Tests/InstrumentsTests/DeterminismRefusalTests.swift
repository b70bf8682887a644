import Instruments
import Networks
import Objectives
import Tensors
import TestSupport
import Testing

@Suite("curvature of what is no function")
struct DeterminismRefusalTests {
  /// A network's loss whose noise is drawn anew in every pass, as it would be without a pass that fixes it.
  private final class Redrawing: LayeredObjective {
    private let base: NetworkObjective<Double>
    private var step = 0

    init(_ base: NetworkObjective<Double>) { self.base = base }

    private var next: NetworkObjective<Double> {
      step += 1
      return base.passing(step: step)
    }

    var network: Network { base.network }
    var loss: Loss { base.loss }
    var batch: Batch<Double> { base.batch }
    var pass: Pass<Double> { base.pass }
    var team: Team { base.team }
    var dimension: Int { base.dimension }

    func passing(_ pass: Pass<Double>) -> Redrawing { Redrawing(base.passing(pass)) }
    func evaluate(at parameters: [Double]) -> LossValue { next.evaluate(at: parameters) }
    func value(at parameters: [Double]) -> Double { next.value(at: parameters) }
    func valueAndGradient(at parameters: [Double], gradient: inout [Double]) -> Double {
      next.valueAndGradient(at: parameters, gradient: &gradient)
    }
    func hessianVectorProduct(at parameters: [Double], direction: [Double], product: inout [Double]) {
      next.hessianVectorProduct(at: parameters, direction: direction, product: &product)
    }
    func gaussNewton(at parameters: [Double]) -> any LinearOperator<Double> { next.gaussNewton(at: parameters) }
    func forEachShiftedGradient(
      at parameters: [Double], shifted: [Double], gradient: inout [Double], _ body: (TensorEntry, [Double]) -> Void
    ) { next.forEachShiftedGradient(at: parameters, shifted: shifted, gradient: &gradient, body) }
    func forEachActivation(at parameters: [Double], _ body: (Int, String, UnsafeBufferPointer<Double>) -> Void) {
      next.forEachActivation(at: parameters, body)
    }
    func forEachOutputGradient(at parameters: [Double], _ body: (Int, UnsafeBufferPointer<Double>) -> Void) {
      next.forEachOutputGradient(at: parameters, body)
    }
    func values(aroundLayer layer: Int, at parameters: [Double]) -> LayerValues<Double> {
      next.values(aroundLayer: layer, at: parameters)
    }
  }

  private func noisy() throws -> (NetworkObjective<Double>, [Double]) {
    let network = try Model.mlp(hidden: [6, 5], activation: .tanh).network(
      input: Shape(channels: 4), outputs: 3, variant: .noisyBatch)
    return Problem(network: network, loss: .crossEntropy).objective()
  }

  private func subject(_ objective: some LayeredObjective<Double>, _ parameters: [Double]) -> Subject<Double> {
    var gradient = parameters
    let loss = objective.valueAndGradient(at: parameters, gradient: &gradient)
    return Subject(objective, at: parameters, value: LossValue(loss: loss, accuracy: .nan), gradient: gradient)
  }

  @Test("noise of a fixed draw is a function: noisy batch normalization has a spectrum, the same one twice")
  func fixedDraw() throws {
    let (objective, parameters) = try noisy()
    let subject = subject(objective, parameters)
    for instrument in [EigenspaceInstrument(top: 3)] {
      let (first, second) = (try instrument.measure(subject) { _ in }, try instrument.measure(subject) { _ in })
      #expect(first.count == 3 && first.map(\.eigenvalue) == second.map(\.eigenvalue))
    }
    #expect(try SpectrumInstrument(probes: 1, steps: 4).measure(subject) { _ in }.isEmpty == false)
  }

  @Test("noise drawn anew is refused in one line, which names the layer")
  func redrawn() throws {
    let (objective, parameters) = try noisy()
    let subject = subject(Redrawing(objective), parameters)
    let layer = try #require(objective.network.nodes.first { $0.layer is ActivationNoise })
    let expected =
      "found a loss that changes, by something drawn anew in every evaluation, as noise is, first seen in the output of layer "
      + "\(layer.name) (ActivationNoise), expected the same bits from two evaluations at one point"
    let instruments: [any Instrument] = [
      SpectrumInstrument(probes: 1, steps: 4), EigenspaceInstrument(top: 3), CurvatureInstrument(), TraceInstrument(),
      LargestEigenvalueInstrument(), RelativeFlatnessInstrument(), SphericalSharpnessInstrument(),
    ]
    for instrument in instruments {
      let error = #expect(throws: InstrumentError.self) { try instrument.measure(subject) { _ in } }
      #expect(error?.description == "\(type(of: instrument).name): \(expected)")
    }
  }

  /// A function whose loss follows what it has seen, as one that normalizes by running statistics and moves them does.
  private final class Moving: TwiceDifferentiableObjective {
    private var state = 1.0
    let dimension = 1
    func value(at parameters: [Double]) -> Double {
      state = 0.9 * state + 0.1 * parameters[0]
      return state * parameters[0]
    }
    func valueAndGradient(at parameters: [Double], gradient: inout [Double]) -> Double {
      gradient[0] = state
      return value(at: parameters)
    }
    func hessianVectorProduct(at parameters: [Double], direction: [Double], product: inout [Double]) { product[0] = 0 }
  }

  @Test("a state that moves is refused in one line, which says so")
  func movingState() throws {
    let error = #expect(throws: InstrumentError.self) {
      try SpectrumInstrument(probes: 1, steps: 1).measure(Subject(Moving(), at: [3])) { _ in }
    }
    #expect(
      error?.description
        == "spectrum: found a loss that changes, by a state that moves with every evaluation, as running statistics do, expected the "
        + "same bits from two evaluations at one point")
  }
}
