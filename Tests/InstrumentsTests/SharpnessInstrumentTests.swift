import Foundation
import Instruments
import Landscape
import Networks
import Objectives
import Tensors
import TestSupport
import Testing

/// Measures of sharpness beside dense Hessians and second implementations.
@Suite("measures of sharpness")
struct SharpnessInstrumentTests {
  private static let problem = Problem(
    network: try! Network(
      input: Shape(channels: 4),
      layers: [Linear(outputs: 5), BatchNormalization(), Activation.tanh, Linear(outputs: 6), Activation.tanh, Linear(outputs: 3)]),
    loss: .crossEntropy)

  private let objective: NetworkObjective<Double>
  private let parameters: [Double]
  private let subject: Subject<Double>

  init() {
    (objective, parameters) = Self.problem.objective(samples: 20)
    var gradient = parameters
    let value = objective.evaluate(at: parameters, gradient: &gradient)
    subject = Subject(objective, at: parameters, value: value, gradient: gradient)
  }

  /// The Hessian by differences of gradients, row by row.
  private func hessian(at parameters: [Double]) -> [[Double]] {
    parameters.indices.map { i in
      func gradient(_ step: Double) -> [Double] {
        var (point, gradient) = (parameters, parameters)
        point[i] += step
        _ = objective.valueAndGradient(at: point, gradient: &gradient)
        return gradient
      }
      let (h, above, below, far, farBelow) = (1e-3, gradient(1e-3), gradient(-1e-3), gradient(2e-3), gradient(-2e-3))
      return parameters.indices.map { (8 * (above[$0] - below[$0]) - (far[$0] - farBelow[$0])) / (12 * h) }
    }
  }

  private func largestEigenvalue(_ matrix: [[Double]], _ indices: [Int]) throws -> Double {
    let block = indices.flatMap { i in indices.map { 0.5 * (matrix[i][$0] + matrix[$0][i]) } }
    return try #require(SymmetricEigenvalues.ofDense(block, order: indices.count)?.last)
  }

  @Test("relative flatness is Σ ⟨w_s, w_s′⟩ tr H_{s,s′}, with the trace along the inputs")
  func relative() throws {
    let matrix = hessian(at: parameters)
    let weights = objective.parameterLayout.entries.filter(\.isWeightMatrix)
    let expected = weights.map { entry in
      let (rows, width) = (entry.dimensions[0], entry.dimensions[1])
      func place(_ row: Int, _ column: Int) -> Int { entry.range.lowerBound + row * width + column }
      var sum = 0.0
      for s in 0..<rows {
        for other in 0..<rows {
          let product = (0..<width).reduce(0.0) { $0 + parameters[place(s, $1)] * parameters[place(other, $1)] }
          sum += product * (0..<width).reduce(0.0) { $0 + matrix[place(s, $1)][place(other, $1)] }
        }
      }
      return sum
    }
    // As many products as dimensions know the trace exactly.
    let rows = try RelativeFlatnessInstrument(tolerance: 1e-12, products: 1000).measure(subject) { _ in }
    #expect(rows.map(\.tensor) == weights.map(\.name))
    expectAgreement(rows.map(\.flatness), expected, relative: 1e-6)
    let one = try RelativeFlatnessInstrument(weight: 2, tolerance: 1e-12, products: 1000).measure(subject) { _ in }
    #expect(one.map(\.flatness) == [rows[1].flatness])
    // Few products give an estimate within four of its standard errors.
    let rough = try RelativeFlatnessInstrument(weight: 2, tolerance: 1e-9, products: 24).measure(subject) { _ in }
    #expect(rough[0].standardError > 0 && abs(rough[0].flatness - expected[1]) < 4 * rough[0].standardError)
    #expect(
      throws: InstrumentError.invalidSetting(name: "relative_flatness.weight", found: "4", expected: "1 to the 3 weight matrices")
    ) { try RelativeFlatnessInstrument(weight: 4).measure(subject) { _ in } }
  }

  @Test("spherical sharpness is the largest eigenvalue of blocks, here and with the invariant weight at unit norm")
  func spherical() throws {
    let entries = objective.parameterLayout.entries
    let weights = entries.filter(\.isWeightMatrix)
    let norm = weights.map { sqrt($0.range.reduce(0.0) { $0 + parameters[$1] * parameters[$1] }) }
    var unit = parameters
    for entry in entries where entry.layer == 0 { for i in entry.range { unit[i] /= norm[0] } }
    let (here, there) = (hessian(at: parameters), hessian(at: unit))
    let rows = try SphericalSharpnessInstrument().measure(subject) { _ in }
    #expect(rows.map(\.tensor) == ["all"] + weights.map(\.name) && rows.map(\.invariant) == [1, 1, 0, 0])
    let eigenvalues =
      [try largestEigenvalue(here, Array(parameters.indices))] + (try weights.map { try largestEigenvalue(here, Array($0.range)) })
    expectAgreement(rows.map(\.eigenvalue), eigenvalues, relative: 1e-6)
    let square = norm.map { $0 * $0 }
    expectAgreement(rows.map(\.scaled), zip(eigenvalues, [square.reduce(0, +)] + square).map { $0 * $1 }, relative: 1e-6)
    let spherical = try largestEigenvalue(there, Array(weights[0].range))
    expectAgreement([rows[0].spherical, rows[1].spherical], [spherical, spherical], relative: 1e-6)
    #expect(try SphericalSharpnessInstrument(weights: false).measure(subject) { _ in }.map(\.eigenvalue) == [rows[0].eigenvalue])
  }

  @Test("filter-normalized flatness is the mean over directions whose filters are as long as the weights' own")
  func filter() throws {
    let row = try #require(FilterFlatnessInstrument(radius: 0.3, directionCount: 7).measure(subject) { _ in }.first)
    let rises = (0..<7).map { index in
      let direction: [Double] = RandomDirection.normals(parameters.count, seed: 0, index: 6, part: index)
      var point = parameters
      for entry in objective.parameterLayout.entries where entry.dimensions.count == 2 {
        let width = entry.dimensions[1]
        for start in stride(from: entry.range.lowerBound, to: entry.range.upperBound, by: width) {
          let own = sqrt((start..<start + width).reduce(0.0) { $0 + parameters[$1] * parameters[$1] })
          let length = sqrt((start..<start + width).reduce(0.0) { $0 + direction[$1] * direction[$1] })
          for i in start..<start + width { point[i] += 0.3 * own / length * direction[i] }
        }
      }
      return objective.value(at: point) - objective.value(at: parameters)
    }
    let mean = rises.reduce(0, +) / 7
    let error = sqrt(rises.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / 6 / 7)
    expectAgreement([row.rise, row.standardError], [mean, error], relative: 1e-8)
    #expect(row.radius == 0.3 && row.directions == 7)
  }

  @Test("Keskar's are a row for every box and space, and a subspace of as many columns as parameters at most")
  func keskar() throws {
    let rows = try KeskarSharpnessInstrument(epsilons: [1e-3, 1e-2]).measure(subject) { _ in }
    #expect(rows.map(\.space) == ["all", "random", "all", "random"] && rows.map(\.epsilon) == [1e-3, 1e-3, 1e-2, 1e-2])
    #expect(rows[2].sharpness > rows[0].sharpness && rows[0].sharpness > 0 && rows[1].sharpness > 0)
    for row in rows {
      let loss = subject.value.loss
      expectAgreement([row.sharpness], [100 * (row.maximum - loss) / (1 + loss)], relative: 1e-12)
    }
    #expect(throws: LandscapeError.self) { try KeskarSharpnessInstrument(columns: 9999).measure(subject) { _ in } }
  }

  @Test("are a surface's metrics in the same words")
  func surface() throws {
    let surface = SurfaceObjective(network: objective.network, loss: .crossEntropy, batches: BatchSequence(objective.batch))
    let found = surface.measure([.ascent, .adaptiveAscent, .gradientCurvature, .filterFlatness, .keskarSharpness], at: parameters)
    let sharpness = try #require(SharpnessInstrument().measure(subject) { _ in }.first)
    let expected = [
      sharpness.ascent, sharpness.adaptiveAscent, sharpness.gradientCurvature,
      try #require(FilterFlatnessInstrument().measure(subject) { _ in }.first).rise,
      try #require(KeskarSharpnessInstrument(columns: 0).measure(subject) { _ in }.first).sharpness,
    ]
    expectAgreement(found, expected, relative: 1e-10)
  }
}
