import Landscape
import Networks
import Statistics
import Tensors
import TestSupport
import Testing

/// Networks whose Hessian can be written down.
@Suite("curvature in closed form")
struct ClosedFormCurvatureTests {
  private static let (features, samples) = (3, 7)

  /// An objective with inputs `[features][samples]`.
  private func objective(
    _ layers: [any Layer], loss: Loss, inputs: [[Double]], outputs: Int, fill: (Batch<Double>) -> Void
  ) throws -> NetworkObjective<Double> {
    let network = try Network(input: Shape(channels: inputs.count), layers: layers)
    let batch = Batch<Double>(capacity: inputs[0].count, inputShape: network.inputShape, outputs: outputs)
    for (index, value) in inputs.joined().enumerated() { batch.inputs[index] = value }
    fill(batch)
    return NetworkObjective(network: network, loss: loss, batch: batch)
  }

  private func inputs() -> [[Double]] {
    let stream = RandomStream(seed: 3, purpose: .dataset)
    return (0..<Self.features).map { _ in (0..<Self.samples).map { _ in stream.normal(mean: 0.4) } }
  }

  /// (1/N) Σ x̃ x̃ᵀ for x̃ = (x, 1), weighted example by example.
  private func moments(_ inputs: [[Double]], _ weight: (_ sample: Int) -> Double) -> [[Double]] {
    let rows = inputs + [[Double](repeating: 1, count: Self.samples)]
    return rows.map { a in
      rows.map { b in
        var sum = 0.0
        for sample in 0..<Self.samples { sum += weight(sample) * a[sample] * b[sample] }
        return sum / Double(Self.samples)
      }
    }
  }

  @Test("linear regression: the Hessian is the inputs' second moments, whatever the weights")
  func linearRegression() throws {
    let inputs = inputs()
    let objective = try objective([Linear(outputs: 1)], loss: .halfMeanSquaredError, inputs: inputs, outputs: 1) { batch in
      for sample in 0..<Self.samples { batch.targets[sample] = Double(sample) }
    }
    let expected = moments(inputs) { _ in 1 }
    let parameters = [0.3, -2, 5, 0.7]
    expectAgreement(objective.hessian(at: parameters).dense(), Array(expected.joined()), relative: 1e-12, absolute: 1e-13)
    let summary = try #require(Curvature(top: 2).measure(objective, at: parameters))
    expectAgreement([summary.trace.value], [(0..<4).reduce(0) { $0 + expected[$1][$1] }], relative: 1e-12)
    // The largest eigenvalue by powers of the matrix.
    var power = expected
    for _ in 0..<8 {
      power = power.map { row in (0..<4).map { column in (0..<4).reduce(0) { $0 + row[$1] * power[$1][column] } } }
      let scale = (0..<4).reduce(0) { $0 + power[$1][$1] }
      power = power.map { $0.map { $0 / scale } }
    }
    let vector = power.map { $0[0] }
    let image = expected.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
    expectAgreement([summary.largest.value], [image[0] / vector[0]], relative: 1e-10)
  }

  @Test("softmax regression: (1/N) Σ (diag p − p pᵀ) ⊗ x̃ x̃ᵀ")
  func softmaxRegression() throws {
    let inputs = inputs()
    let classes = 3
    let objective = try objective([Linear(outputs: classes)], loss: .crossEntropy, inputs: inputs, outputs: classes) { batch in
      for sample in 0..<Self.samples { batch.labels[sample] = Int32(sample % classes) }
    }
    // Weights [classes][features], and biases behind them: of two classes' scores over the third by hand.
    let weights = [[0.5, -0.2, 0.1], [0, 0.3, -0.4], [-0.6, 0.2, 0.2]]
    let biases = [0.1, -0.2, 0]
    let exponentials = (0..<Self.samples).map { sample in
      (0..<classes).map { c in
        exponential(biases[c] + (0..<Self.features).reduce(0) { $0 + weights[c][$1] * inputs[$1][sample] })
      }
    }
    let shares = exponentials.map { row in row.map { $0 / row.reduce(0, +) } }
    let order = classes * (Self.features + 1)
    // Where a weight of class c and feature f stands; the bias is feature `features`.
    func place(_ c: Int, _ f: Int) -> Int { f < Self.features ? c * Self.features + f : classes * Self.features + c }
    var expected = [Double](repeating: 0, count: order * order)
    for c in 0..<classes {
      for d in 0..<classes {
        let block = moments(inputs) { shares[$0][c] * ((c == d ? 1 : 0) - shares[$0][d]) }
        for f in 0...Self.features {
          for g in 0...Self.features { expected[place(c, f) * order + place(d, g)] = block[f][g] }
        }
      }
    }
    let found = objective.hessian(at: Array(weights.joined()) + biases).dense()
    expectAgreement(found, expected, relative: 1e-11, absolute: 1e-13)
  }

  /// e^x by its series, after halving x ten times.
  private func exponential(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for k in 1...20 {
      term *= x / 1024 / Double(k)
      sum += term
    }
    for _ in 0..<10 { sum *= sum }
    return sum
  }

  @Test("a deep linear network of identities, on whitened data: λ = d with multiplicity k², and 0", arguments: [false, true])
  func identityNetwork(isEstimated: Bool) throws {
    let (width, depth) = (4, 3)
    let identity = (0..<width).map { row in (0..<width).map { $0 == row ? 1.0 : 0 } }
    let layers = (0..<depth).map { _ in Linear(outputs: width, bias: false) }
    let objective = try objective(layers, loss: .halfSumSquaredError, inputs: identity, outputs: width) { batch in
      for (index, value) in identity.joined().enumerated() { batch.targets[index] = value }
    }
    let point = (0..<depth).flatMap { _ in Array(identity.joined()) }
    let top = width * width + 2
    let curvature = try Curvature<Double>(top: top, exactLimit: isEstimated ? 0 : Curvature<Double>.usualExactLimit)
    let summary = try #require(curvature.measure(objective, at: point))
    #expect(summary.isExact != isEstimated)
    let expected = [Double](repeating: Double(depth), count: width * width) + [0, 0]
    expectAgreement(summary.topEigenvalues.map(\.value), expected, relative: 1e-9, absolute: 1e-9)
    expectAgreement([summary.largest.value, summary.smallest.value], [Double(depth), 0], relative: 1e-9, absolute: 1e-9)
  }

  @Test("a scale-invariant weight's block: λ(cw) = λ(w) / c²", arguments: [0.5, 3, 20])
  func scaleInvariance(factor: Double) throws {
    let inputs = inputs()
    let layers: [any Layer] = [Linear(outputs: 5, bias: false), BatchNormalization(epsilon: 0), Activation.tanh, Linear(outputs: 2)]
    let objective = try objective(layers, loss: .crossEntropy, inputs: inputs, outputs: 2) { batch in
      for sample in 0..<Self.samples { batch.labels[sample] = Int32(sample % 2) }
    }
    let parameters: [Double] = Initializer.heNormal.parameters(of: objective.network, seed: 2)
    let block = objective.network.parameters.entries[0].range
    var scaled = parameters
    for place in block { scaled[place] *= factor }
    let curvature = try Curvature<Double>(top: 1, blocks: [block])
    let (at, moved) = (try #require(curvature.measure(objective, at: parameters)), try #require(curvature.measure(objective, at: scaled)))
    expectAgreement([moved.blocks[0].largest.value * factor * factor], [at.blocks[0].largest.value], relative: 1e-8)
    #expect(at.blocks[0].largest.value > 1e-3)
  }
}
