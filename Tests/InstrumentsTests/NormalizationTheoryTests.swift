import Instruments
import Landscape
import Networks
import Objectives
import Tensors
import TestSupport
import Testing

/// The other theorems about batch normalization, at ε = 0, against differences of gradients.
@Suite("theorems about batch normalization")
struct NormalizationTheoryTests {
  private func problem(_ activation: Activation = .tanh, epsilon: Double = 0) throws -> (NetworkObjective<Double>, [Double]) {
    let layers: [any Layer] = [Linear(outputs: 6), BatchNormalization(epsilon: epsilon), activation, Linear(outputs: 3)]
    return Problem(network: try Network(input: Shape(channels: 5), layers: layers), loss: .crossEntropy).objective(
      samples: 9, as: Double.self)
  }

  @Test("the loss as a function of activations has the layer's gradients and its differences as curvature")
  func activations() throws {
    let (objective, parameters) = try problem()
    for layer in [1, 2, 3] {
      let values = objective.values(aroundLayer: layer, at: parameters)
      let tail = try #require(objective.asFunction(ofValue: layer))
      let point = values.input + parameters[objective.network.parameters.layerRanges[layer].lowerBound...]
      var gradient = point
      #expect(abs(tail.valueAndGradient(at: point, gradient: &gradient) - objective.value(at: parameters)) < 1e-12)
      expectAgreement(Array(gradient.prefix(values.input.count)), values.inputGradient, relative: 1e-9, absolute: 1e-13)
    }
    let images = try Network(input: Shape(channels: 1, height: 2, width: 2), layers: [Flatten(), Linear(outputs: 2)])
    let (onImages, _) = Problem(network: images, loss: .crossEntropy).objective(as: Double.self)
    #expect(onImages.asFunction(ofValue: 0) == nil)
  }

  @Test("Theorem 4.2 is an equality, and its left side is a second difference of the loss")
  func smoothness() throws {
    let (objective, parameters) = try problem()
    let units = try #require(SmoothnessReduction.measure(objective, layer: 1, at: parameters, units: 0..<6))
    expectAgreement(units.map(\.normalizedCurvature), units.map(\.bound), relative: 1e-9, absolute: 1e-15)
    // Along one unit's inputs: the loss by y + hd, from the normalization on.
    let values = objective.values(aroundLayer: 1, at: parameters)
    let tail = try #require(objective.asFunction(ofValue: 1))
    let point = values.input + parameters[objective.network.parameters.layerRanges[1].lowerBound...]
    let samples = objective.batch.samples
    for unit in 0..<6 {
      let d = Array(values.inputGradient[unit * samples..<(unit + 1) * samples])
      let h = 1e-3 / d.map(abs).max()!
      func loss(_ t: Double) -> Double {
        var moved = point
        for i in 0..<samples { moved[unit * samples + i] += t * d[i] }
        return tail.value(at: moved)
      }
      let difference = (loss(h) - 2 * loss(0) + loss(-h)) / (h * h)
      expectAgreement([units[unit].normalizedCurvature], [difference], relative: 1e-4, absolute: 1e-10)
    }
    #expect(SmoothnessReduction.measure(objective, layer: 0, at: parameters, units: 0..<1) == nil)
  }

  @Test("Theorem 4.4's bound is kept, and for inputs of one feature it is what it must be by hand")
  func minimax() throws {
    let (objective, parameters) = try problem()
    var gradient = parameters
    _ = objective.evaluate(at: parameters, gradient: &gradient)
    let units = try #require(MinimaxReduction.measure(objective, layer: 1, at: parameters, gradient: gradient))
    #expect(units.count == 6)
    for unit in units { #expect(unit.gradientNormSquared <= unit.bound * (1 + 1e-10) && unit.gradientNormSquared > 0) }
    // One feature: ‖X‖₂² is Σx².
    let narrow = try Network(input: Shape(channels: 1), layers: [Linear(outputs: 2), BatchNormalization(epsilon: 0), Linear(outputs: 2)])
    let (second, point) = Problem(network: narrow, loss: .crossEntropy).objective(samples: 7, as: Double.self)
    var slope = point
    _ = second.evaluate(at: point, gradient: &slope)
    let square = (0..<7).reduce(0) { $0 + second.batch.inputs[$1] * second.batch.inputs[$1] }
    let reductions = try #require(GradientReduction.measure(second, layer: 1, at: point))
    let found = try #require(MinimaxReduction.measure(second, layer: 1, at: point, gradient: slope))
    expectAgreement(found.map(\.bound), reductions.map { square * $0.bound }, relative: 1e-9)
    expectAgreement(found.map { $0.gradientNormSquared.squareRoot() }, (0..<2).map { abs(slope[$0]) }, relative: 1e-12)
  }

  @Test("scale invariance holds before a batch normalization and nowhere else")
  func scaling() throws {
    let (objective, parameters) = try problem()
    var gradient = parameters
    let loss = objective.valueAndGradient(at: parameters, gradient: &gradient)
    func measure(_ layer: Int) throws -> ScaleInvariance {
      try #require(ScaleInvariance.measure(objective, layer: layer, factor: 2, at: parameters, loss: loss, gradient: gradient))
    }
    let before = try measure(0)
    #expect(before.lossChange < 1e-12 && before.gradientChange < 1e-11 && abs(before.radialShare) < 1e-12 && before.biasGradient < 1e-12)
    let after = try measure(3)
    #expect(after.lossChange > 1e-3 && after.gradientChange > 1e-3 && after.biasGradient > 1e-3)
    #expect(ScaleInvariance.measure(objective, layer: 2, factor: 2, at: parameters, loss: loss, gradient: gradient) == nil)
  }

  @Test("Observation 4.3 holds with ε and without, and something else than σ and the mean would not do")
  func identity() throws {
    for epsilon in [0, 0.1] {
      let (objective, parameters) = try problem(epsilon: epsilon)
      #expect(try #require(IdentityConfiguration.error(objective, layer: 1, at: parameters)) < 1e-13)
      // The parameters as they are, γ and β near 1 and 0, do change their input.
      let values = objective.values(aroundLayer: 1, at: parameters)
      #expect(zip(values.output, values.input).contains { abs($0 - $1) > 0.1 })
      #expect(IdentityConfiguration.error(objective, layer: 0, at: parameters) == nil)
    }
    let bare: [any Layer] = [BatchNormalization(affine: false), Linear(outputs: 2)]
    let (objective, parameters) = Problem(network: try Network(input: Shape(channels: 3), layers: bare), loss: .crossEntropy)
      .objective(as: Double.self)
    #expect(IdentityConfiguration.error(objective, layer: 0, at: parameters) == nil)
  }

  @Test("Lemma 4.5 by hand: (0, 5) projected on the ray of (3, 4)")
  func distance() {
    // k = 20/25: the nearest point is (2.4, 3.2), at 9 from the start squared; (3, 4) is at 10.
    let found = OptimumDistance.measure(from: [7, 0, 5], to: [1, 3, 4], weight: 1..<3)
    expectAgreement([found.alignment, found.ratio], [0.8, 0.9], relative: 1e-14)
    #expect(found.error < 1e-14)
    // Against the ray: the condition fails, and shows.
    #expect(OptimumDistance.measure(from: [-3.0, 0], to: [1, 0], weight: 0..<2).alignment == -1)
    #expect(OptimumDistance.measure(from: [3.0, 1], to: [3, 1], weight: 0..<2).ratio.isNaN)
  }

  @Test("the curvature along a quadratic's gradient")
  func curvature() {
    let quadratic = Quadratic<Double>(diagonal: [1, 2, 5])
    let x = [3.0, -1, 2]
    let g = zip(quadratic.diagonal, x).map(*)
    let squares = g.map { $0 * $0 }
    let total = squares.reduce(0, +)
    let found = GradientCurvature.measure(quadratic, at: x, gradient: g)
    let sharpness = zip(quadratic.diagonal, squares).reduce(0) { $0 + $1.0 * $1.1 } / total
    let smoothness = (zip(quadratic.diagonal, squares).reduce(0) { $0 + $1.0 * $1.0 * $1.1 } / total).squareRoot()
    expectAgreement([found.sharpness, found.smoothness], [sharpness, smoothness], relative: 1e-14)
  }

  @Test("a nonlinearity's linearity: 1 for a sigmoid on tiny inputs, little for a rectifier on centred ones")
  func linearity() throws {
    let network = try Network(input: Shape(channels: 3), layers: [Linear(outputs: 4, bias: false), Activation.sigmoid, Linear(outputs: 2)])
    let (objective, parameters) = Problem(network: network, loss: .crossEntropy).objective(samples: 200, as: Double.self)
    let tiny = ActivationLinearity.measure(objective, at: parameters.map { 1e-3 * $0 })
    #expect(tiny.map(\.layer) == [1] && tiny[0].linearity > 0.999999 && tiny[0].linearity <= 1)
    let steep = ActivationLinearity.measure(objective, at: parameters.map { 50 * $0 })
    #expect(steep[0].linearity < 0.8)
    // x on {−1, 1} and relu(x) on {0, 1} are one another's linear functions; a third value breaks it: by hand 3/4.
    let identity = try Network(input: Shape(channels: 1), layers: [Linear(outputs: 1, bias: false), Activation.relu, Linear(outputs: 2)])
    let (byHand, point) = Problem(network: identity, loss: .crossEntropy).objective(samples: 3, as: Double.self)
    for (i, x) in [-1.0, 0, 1].enumerated() { byHand.batch.inputs[i] = x }
    let found = ActivationLinearity.measure(byHand, at: [1] + point.dropFirst())
    expectAgreement([found[0].linearity], [0.75], relative: 1e-12)
    expectAgreement(found[0].percentiles, [-0.7, 0, 0.7], relative: 1e-12)
  }
}
