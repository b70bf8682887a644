import Instruments
import Landscape
import Networks
import Statistics
import Tensors
import TestSupport
import Testing

/// What instruments refuse.
@Suite("arguments of instruments")
struct InstrumentArgumentTests {
  @Test("activation distributions refuse probabilities outside [0, 1]", arguments: [-0.1, 1.0000001, 2, .nan, .infinity])
  func probabilities(probability: Double) {
    #expect(throws: StatisticsError.invalidArgument(name: "probability", found: "\(probability)", expected: "a number from 0 to 1")) {
      try ActivationDistribution<Float>(bins: 10, lower: -1, upper: 1, probabilities: [0.5, probability])
    }
  }

  @Test(
    "bins that are none are refused", arguments: [(0, -1.0, 1.0), (-1, -1, 1), (.max, -1, 1), (4, 1, 1), (4, -1e308, 1e308), (4, .nan, 1)])
  func bins(bins: Int, lower: Double, upper: Double) {
    #expect(throws: StatisticsError.self) { try ActivationDistribution<Double>(bins: bins, lower: lower, upper: upper) }
  }

  @Test("a line refuses vectors of another length than its objective's")
  func line() throws {
    let quadratic = Quadratic<Double>(diagonal: [1, 10])
    var line = GradientLine<Double>(stepSizes: [0.1])
    #expect(throws: LandscapeError(argument: "gradient", found: "1 values", expected: "the objective's 2")) {
      try line.measure(quadratic, at: [1, 1], loss: 0, gradient: [1])
    }
    #expect(throws: LandscapeError(argument: "parameters", found: "3 values", expected: "the objective's 2")) {
      try line.measure(quadratic, at: [1, 1, 1], loss: 0, gradient: [1, 1, 1])
    }
    // Refusals leave a probe as it was.
    #expect(try line.measure(quadratic, at: [1, 1], loss: 5.5, gradient: [1, 10]).points.count == 1)
  }

  @Test("searches for eigenvalues refuse negative numbers of them, and no work to find them with")
  func curvature() {
    func refusal(_ argument: String, _ found: Int, from lowest: Int) -> LandscapeError {
      LandscapeError(argument: argument, found: "\(found)", expected: "a number from \(lowest)")
    }
    #expect(throws: refusal("top", -1, from: 0)) { try Curvature<Double>(top: -1) }
    #expect(throws: refusal("exact limit", -1, from: 0)) { try Curvature<Double>(top: 1, exactLimit: -1) }
    #expect(throws: refusal("top", -2, from: 0)) { try Lanczos<Float>(top: -2) }
    #expect(throws: refusal("maximum steps", 0, from: 1)) { try Lanczos<Double>(top: 1, maximumSteps: 0) }
    #expect(throws: refusal("maximum probes", 1, from: 2)) { try Hutchinson<Double>(maximumProbes: 1) }
    #expect(throws: refusal("maximum probes", 1, from: 2)) { try HutchPlusPlus<Double>(maximumProbes: 1) }
    #expect(throws: refusal("rank", -1, from: 0)) { try HutchPlusPlus<Double>(rank: -1) }
    #expect(throws: refusal("maximum vectors", 1, from: 2)) { try XTrace<Double>(maximumVectors: 1) }
  }

  @Test("more eigenvalues than the Hessian has are refused")
  func eigenvalues() {
    let subject = Subject(Quadratic<Double>(diagonal: [1, 2, 5]), at: [1, 1, 1])
    let refusal = InstrumentError.invalidSetting(name: "top", found: "6 eigenvalues", expected: "at most the Hessian's 3")
    #expect(throws: refusal) { try CurvatureInstrument(top: 6).measure(subject) { _ in } }
    #expect(throws: refusal) { try EigenspaceInstrument(top: 6).measure(subject) { _ in } }
    #expect(throws: InstrumentError.invalidSetting(name: "top", found: "5 eigenvalues", expected: "at most the Hessian's 3")) {
      try CurvatureInstrument().measure(subject) { _ in }
    }
    #expect(throws: Never.self) { try CurvatureInstrument(top: 3).measure(subject) { _ in } }
  }

  @Test("a plane refuses directions that span none, and more points than there is time for")
  func planes() throws {
    var subject = Subject(Quadratic<Double>(diagonal: [1, 2, 5]), at: [1, 1, 1])
    let instrument = PlaneInstrument(alphas: [0, 1], betas: [0, 1])
    subject.directions = ["plane_x": [0, 0, 0], "plane_y": [0, 1, 0]]
    #expect(
      throws: InstrumentError.invalidSetting(name: "plane_x", found: "a direction of length 0.0", expected: "a positive, finite length")
    ) { try instrument.measure(subject) { _ in } }
    subject.directions = ["plane_x": [0, 1, 0], "plane_y": [0, -2, 0]]
    #expect(
      throws: InstrumentError.invalidSetting(
        name: "plane_y", found: "a direction parallel to x (cosine -1.0)", expected: "two that span a plane")
    ) { try instrument.measure(subject) { _ in } }
    let line = [Double](repeating: 0, count: 31_623)
    #expect(
      throws: InstrumentError.invalidSetting(
        name: "alphas, betas", found: "1000014129 points, whose losses take 8000 MB", expected: "at most 4194304")
    ) {
      try PlaneInstrument(alphas: line, betas: line).measure(subject) { _ in }
    }
  }

  @Test("an objective without parameters has no eigenvalues")
  func noParameters() throws {
    let nothing = Quadratic<Double>(diagonal: [])
    #expect(try Lanczos<Double>(top: 3).measure(nothing.hessian(at: [])) == [])
    #expect(try Curvature(top: 3).measure(nothing, at: [])?.topEigenvalues == [])
  }

  @Test("instruments of a layer have no answer where there is no such layer, or no such units")
  func layers() throws {
    let network = try Network(input: Shape(channels: 5), layers: [Linear(outputs: 4), BatchNormalization(), Linear(outputs: 3)])
    let (objective, parameters) = Problem(network: network, loss: .crossEntropy).objective(as: Double.self)
    for layer in [-1, 3, 4, 99] {
      #expect(IdentityConfiguration.error(objective, layer: layer, at: parameters) == nil)
      #expect(GradientReduction.measure(objective, layer: layer, at: parameters) == nil)
      #expect(MinimaxReduction.measure(objective, layer: layer, at: parameters, gradient: parameters) == nil)
      #expect(SmoothnessReduction.measure(objective, layer: layer, at: parameters, units: 0..<1) == nil)
      #expect(ScaleInvariance.measure(objective, layer: layer, factor: 2, at: parameters, loss: 1, gradient: parameters) == nil)
      #expect(layer == 3 || objective.asFunction(ofValue: layer) == nil)
    }
    for units in [-1..<2, 0..<5, 7..<9] {
      #expect(SmoothnessReduction.measure(objective, layer: 1, at: parameters, units: units) == nil)
    }
    #expect(SmoothnessReduction.measure(objective, layer: 1, at: parameters, units: 0..<4)?.count == 4)
  }

  @Test("the loss as a function of activations is had of a batch with labels and no room for targets")
  func labelsAlone() throws {
    let network = try Network(input: Shape(channels: 2), layers: [Linear(outputs: 40), Activation.tanh, Linear(outputs: 30)])
    let batch = Batch<Double>(capacity: 3, inputShape: network.inputShape, outputs: 0)
    for i in 0..<6 { batch.inputs[i] = Double(i) }
    let parameters: [Double] = Initializer.heNormal.parameters(of: network, seed: 1)
    let objective = NetworkObjective(network: network, loss: .crossEntropy, batch: batch)
    let values = objective.values(aroundLayer: 2, at: parameters)
    let tail = try #require(objective.asFunction(ofValue: 2))
    #expect(tail.batch.outputs == 30 && (0..<90).allSatisfy { tail.batch.targets[$0] == 0 })
    let point = values.input + parameters[network.parameters.layerRanges[2].lowerBound...]
    expectAgreement([tail.value(at: point)], [objective.value(at: parameters)], relative: 1e-12)
  }
}
