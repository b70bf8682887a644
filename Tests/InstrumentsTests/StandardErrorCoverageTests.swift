import Datasets
import Foundation
import Instruments
import Landscape
import Networks
import Objectives
import Statistics
import Tensors
import TestSupport
import Testing

/// Standard errors of instruments that average over random draws, for the seeds of 500 runs: how often Student's 95 % interval holds the truth. A linear network
/// makes the loss a quadratic, whose averages are closed forms.
@Suite("coverage of instruments' standard errors")
struct StandardErrorCoverageTests {
  private static let dataset = try! GaussianRegression(examples: 10, features: 3, seed: 4)
  private static let network = try! Network(input: Shape(channels: 3), layers: [Linear(outputs: 3)])

  private static func objective(_ indices: [Int32]) -> NetworkObjective<Double> {
    let batch = Batch<Double>(capacity: indices.count, inputShape: dataset.inputShape, outputs: 3)
    indices.withUnsafeBufferPointer { dataset.fill(batch, from: .training, at: $0) }
    return NetworkObjective(network: network, loss: .halfMeanSquaredError, batch: batch)
  }

  private static let parameters: [Double] = Initializer.glorotNormal.parameters(of: network, seed: 7)

  /// How many of 500 seeds give an interval that holds the truth.
  private func inside(_ truth: Double, quantile: Double, _ measure: (Subject<Double>) throws -> (mean: Double, error: Double)) rethrows
    -> Int
  {
    let objective = Self.objective((0..<10).map(\.self))
    var gradient = Self.parameters
    let value = objective.evaluate(at: Self.parameters, gradient: &gradient)
    var subject = Subject(objective, at: Self.parameters, value: value, gradient: gradient)
    return try (0..<500).filter { seed in
      subject.run = RunPosition(
        step: 3, learningRate: 0.1, seed: UInt64(seed), batchSize: 4, start: Self.parameters, dataset: Self.dataset)
      let found = try measure(subject)
      return abs(found.mean - truth) <= quantile * found.error
    }.count
  }

  /// Mean square of the inputs' length.
  private var inputSquare: Double {
    var inputs = [Double](repeating: 0, count: 30)
    let batch = Batch<Double>(capacity: 10, inputShape: Self.dataset.inputShape, outputs: 3)
    (0..<Int32(10)).map(\.self).withUnsafeBufferPointer { Self.dataset.fill(batch, from: .training, at: $0) }
    for i in inputs.indices { inputs[i] = batch.inputs[i] }
    return inputs.dot(inputs) / 10
  }

  @Test("filter-normalized flatness: E = r²/2 Σ ‖w‖² E‖x‖² / n for filters w of n weights; at an absolute length ℓ: ℓ²/2 tr H / n")
  func flatness() throws {
    let entry = Self.network.parameters.entries[0]
    let weights = Array(Self.parameters[entry.range])
    // Each of three outputs has the inputs' second moments, and 1 for its bias, on its diagonal.
    let filter = 0.5 * 0.3 * 0.3 * weights.dot(weights) * inputSquare / 3
    let absolute = 0.5 * 0.4 * 0.4 * 3 * (inputSquare + 1) / Double(Self.parameters.count)
    for (place, truth) in [filter, absolute].enumerated() {
      let count = try inside(truth, quantile: studentQuantile(19)) { subject in
        let row = try FilterFlatnessInstrument(radius: 0.3, directionCount: 20, length: 0.4).measure(subject) { _ in }[place]
        return (row.rise, row.standardError)
      }
      // 475 are expected, with a standard deviation of 4.9; the gradient's part is symmetric and the curvature's is skewed a little.
      #expect((455...495).contains(count), "\(place): \(count) of 500")
    }
  }

  @Test("batch sharpness: the mean over all 210 batches of four out of ten")
  func batchSharpness() throws {
    var ratios = [Double]()
    for chosen in 0..<1024 where chosen.nonzeroBitCount == 4 {
      let objective = Self.objective((0..<Int32(10)).filter { chosen >> $0 & 1 == 1 })
      var gradient = Self.parameters
      let loss = objective.valueAndGradient(at: Self.parameters, gradient: &gradient)
      func moved(_ step: Double) -> Double { objective.value(at: zip(Self.parameters, gradient).map { $0 + step * $1 }) }
      // Of a quadratic the second difference is exact at any distance.
      ratios.append((moved(1) - 2 * loss + moved(-1)) / gradient.dot(gradient))
    }
    let count = try inside(ratios.reduce(0, +) / Double(ratios.count), quantile: studentQuantile(31)) { subject in
      let row = try #require(try BatchSharpnessInstrument(batches: 32).measure(subject) { _ in }.first)
      return (row.sharpness, row.standardError)
    }
    #expect(ratios.count == 210 && (455...495).contains(count), "\(count) of 500")
  }

  /// A subject without a run whose batch is drawn anew: `inputs` and `targets` by example, feature and output first.
  private func drawn(
    features: Int, outputs: Int, examples: Int, layer: Linear, at parameters: [Double], inputs: (_ feature: Int, _ example: Int) -> Double,
    targets: (_ output: Int, _ example: Int) -> Double
  ) throws -> Subject<Double> {
    let network = try Network(input: Shape(channels: features), layers: [layer])
    let batch = Batch<Double>(capacity: examples, inputShape: Shape(channels: features), outputs: outputs)
    for i in 0..<features * examples { batch.inputs[i] = inputs(i / examples, i % examples) }
    for i in 0..<outputs * examples { batch.targets[i] = targets(i / examples, i % examples) }
    let objective = NetworkObjective(network: network, loss: .halfMeanSquaredError, batch: batch)
    var gradient = parameters
    let value = objective.evaluate(at: parameters, gradient: &gradient)
    return Subject(objective, at: parameters, value: value, gradient: gradient)
  }

  @Test("batch sharpness of one batch that is cut into 32: the mean over batches of four examples, drawn anew")
  func cutBatchSharpness() throws {
    // y is noise, and ŷ = w x: with r = ŷ − y the gradient g is the mean of r x, and gᵀHg is the mean of (g · x)², in two inputs and one output by hand.
    let weights = [0.8, -0.5]
    func ratio(_ x: [[Double]], _ y: [Double]) -> Double {
      let count = Double(y.count)
      var gradient = [0.0, 0.0]
      for (x, y) in zip(x, y) {
        let residual = weights[0] * x[0] + weights[1] * x[1] - y
        gradient = [gradient[0] + residual * x[0] / count, gradient[1] + residual * x[1] / count]
      }
      let curvature = x.reduce(0) { sum, x in
        let product = gradient[0] * x[0] + gradient[1] * x[1]
        return sum + product * product / count
      }
      return curvature / (gradient[0] * gradient[0] + gradient[1] * gradient[1])
    }
    let stream = RandomStream(seed: 31, purpose: .dataset)
    let rounds = 200_000
    let truth = (0..<rounds).reduce(0) { sum, _ in sum + ratio((0..<4).map { _ in stream.normals(2) }, stream.normals(4)) } / Double(rounds)
    let count = try (0..<500).filter { seed in
      let stream = RandomStream(seed: UInt64(seed), purpose: .dataset)
      let (x, y): ([Double], [Double]) = (stream.normals(256), stream.normals(128))
      let subject = try drawn(
        features: 2, outputs: 1, examples: 128, layer: Linear(outputs: 1, bias: false), at: weights, inputs: { x[$0 * 128 + $1] },
        targets: { y[$1] })
      let row = try #require(try BatchSharpnessInstrument(examples: 4).measure(subject) { _ in }.first)
      #expect(row.batches == 32)
      return abs(row.sharpness - truth) <= studentQuantile(31) * row.standardError
    }.count
    print("batch sharpness of a cut batch: \(count) of 500")
    #expect((450...495).contains(count), "\(count) of 500")
  }

  /// What an answer says of a density.
  private struct Density: Decodable {
    let grid, density, standardErrorData: [Double]
    let width: Double
  }

  /// One input of three is not zero, each as often, and is ±√sᵢ: the Hessian is diagonal, sᵢ times the input's share of the examples, and start vectors of signs give
  /// every eigenvalue a third of the mass.
  @Test(
    "a density's standard error over twenty parts of the data: the mean of parts' densities lies within its interval; so does the whole's, where parts' eigenvalues move by a fifth of the curves' width at most",
    arguments: [60, 2400])
  func densityOverParts(size: Int) throws {
    let (squares, parts) = ([1.5, 6.0, 12.0], 20)
    // How often k of a part's examples have one input, for every k: the binomial distribution of a third.
    var chances = [pow(2.0 / 3, Double(size))]
    if size == 60 { for k in 1...size { chances.append(chances[k - 1] * Double(size - k + 1) / Double(k) / 2) } }
    let quantile = studentQuantile(parts - 1)
    var inside = (parts: [0, 0, 0, 0, 0], whole: [0, 0, 0, 0, 0])
    for seed in 0..<500 {
      let stream = RandomStream(seed: UInt64(seed), purpose: .dataset)
      let chosen = (0..<parts * size).map { _ in stream.integer(below: 3) }
      let subject = try drawn(
        features: 3, outputs: 1, examples: parts * size, layer: Linear(outputs: 1, bias: false), at: [0.3, -0.2, 0.1],
        inputs: { feature, example in chosen[example] == feature ? squares[feature].squareRoot() : 0 }, targets: { _, _ in 0 })
      let instrument = SpectrumInstrument(probes: 2, steps: 3, grid: 7, subsets: parts)
      let rows = try instrument.measure(subject) { _ in }
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let answer = try decoder.decode(Density.self, from: JSONEncoder().encode(instrument.answer(rows)))
      for place in 1...5 {
        func curve(_ eigenvalue: Double) -> Double {
          let distance = (answer.grid[place] - eigenvalue) / answer.width
          return exp(-distance * distance / 2) / (answer.width * (2 * Double.pi).squareRoot())
        }
        func holds(_ found: Double, _ truth: Double) -> Int { abs(found - truth) <= quantile * answer.standardErrorData[place] ? 1 : 0 }
        let mean = rows.filter { $0.subset > 0 && $0.probe > 0 }.reduce(0) { $0 + $1.weight * curve($1.node) } / Double(2 * parts)
        let expected = squares.reduce(0) { sum, square in
          sum + chances.indices.reduce(0) { $0 + chances[$1] * curve(square * Double($1) / Double(size)) } / 3
        }
        inside.parts[place - 1] += holds(mean, expected)
        inside.whole[place - 1] += holds(answer.density[place], squares.reduce(0) { $0 + curve($1 / 3) / 3 })
      }
    }
    print("a density over parts of \(size) examples: \(inside.parts) and \(inside.whole) of 500")
    if size == 60 {
      #expect(inside.parts.allSatisfy { (450...495).contains($0) }, "\(inside.parts) of 500")
    } else {
      #expect(inside.whole.allSatisfy { (450...495).contains($0) }, "\(inside.whole) of 500")
    }
  }
}
