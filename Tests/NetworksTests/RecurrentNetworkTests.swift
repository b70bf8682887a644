import Foundation
import Networks
import Statistics
import TestSupport
import Tensors
import Testing

@Suite("recurrent networks")
struct RecurrentNetworkTests {
  private static let input = Shape(channels: 1, height: 4, width: 3)

  private func make(_ configuration: RecurrentConfiguration, _ variant: Variant = .none, input: Shape = input) throws -> Network {
    try Model.recurrent(configuration: configuration).network(input: input, outputs: 3, variant: variant)
  }

  private func values(_ network: Network, _ parameters: [Double], _ name: String) throws -> [Double] {
    let entry = try #require(network.parameters.entries.first { $0.name == name }, "\(name)")
    return Array(parameters[entry.range])
  }

  /// The forward pass by the equations, one example after the other but for batch statistics: the loss is what a finite difference is taken of.
  private struct ByHand {
    let configuration: RecurrentConfiguration
    let normalized: Bool
    let samples: Int
    /// [sample][row][column]
    let images: [[[Double]]]
    let labels: [Int]
    /// By tensor name.
    var tensors: [String: [Double]]
    /// Added to h at a step, for ∂L/∂h.
    var nudge: (step: Int, unit: Int, sample: Int, by: Double)?

    func multiply(_ name: String, _ x: [[Double]]) -> [[Double]] {
      let (w, columns) = (tensors["\(name).weight"]!, x[0].count)
      let rows = w.count / columns
      let bias = tensors["\(name).bias"] ?? [Double](repeating: 0, count: rows)
      return x.map { x -> [Double] in
        var y = bias
        for row in 0..<rows { for column in 0..<columns { y[row] += w[row * columns + column] * x[column] } }
        return y
      }
    }

    func normalize(_ name: String, _ x: [[Double]]) -> [[Double]] {
      guard let gamma = tensors["\(name).weight"], let beta = tensors["\(name).bias"] else { return x }
      let n = Double(samples)
      var y = x
      for unit in x[0].indices {
        let mean = x.reduce(0) { $0 + $1[unit] } / n
        let variance = x.reduce(0) { $0 + ($1[unit] - mean) * ($1[unit] - mean) } / n
        for s in 0..<samples { y[s][unit] = gamma[unit] * (x[s][unit] - mean) / (variance + 1e-5).squareRoot() + beta[unit] }
      }
      return y
    }

    func loss() -> Double {
      let size = configuration.hidden
      func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
      var (h, c) = ([[Double]](), [[Double]]())
      for row in images[0].indices {
        let readsAll = configuration.reading == .start
        var a = row > 0 ? normalize("bn_hh.1", multiply("hh.1", h)) : []
        if row == 0 || !readsAll {
          let x = normalize("bn_ih.0", multiply("ih.0", images.map { readsAll ? Array($0.joined()) : $0[row] }))
          a = row > 0 ? zip(x, a).map { zip($0, $1).map { $0 + $1 } } : x
        }
        if configuration.cell == .rnn {
          h = a.map { $0.map { tanh($0) } }
        } else {
          c = a.enumerated().map { s, a in
            (0..<size).map { u in
              sigmoid(a[u]) * tanh(a[2 * size + u]) + (row > 0 ? sigmoid(a[size + u]) * c[s][u] : 0)
            }
          }
          let seen = normalize("bn_c.0", c)
          h = a.indices.map { s in (0..<size).map { u in sigmoid(a[s][3 * size + u]) * tanh(seen[s][u]) } }
        }
        if let nudge, nudge.step == row { h[nudge.sample][nudge.unit] += nudge.by }
      }
      let outputs = multiply("fc", h)
      return zip(outputs, labels).reduce(0) { $0 + log($1.0.reduce(0) { $0 + exp($1) }) - $1.0[$1.1] } / Double(samples)
    }
  }

  private static let cases: [(RecurrentConfiguration, Variant)] = RecurrentConfiguration.Cell.allCases.flatMap { cell in
    [(RecurrentConfiguration(cell: cell, hidden: 5), .none)]
      + RecurrentConfiguration.Part.allCases.map { (RecurrentConfiguration(cell: cell, hidden: 5, normalized: $0), .batch) }
      + [Variant.none, .batch].map { (RecurrentConfiguration(cell: cell, hidden: 5, reading: .start), $0) }
  }

  @Test("loss, gradient and gradient by time step are those of the equations, in float64", arguments: cases.indices)
  func equations(index: Int) throws {
    let (configuration, variant) = Self.cases[index]
    let network = try make(configuration, variant)
    let (objective, parameters) = Problem(network: network, loss: .crossEntropy).objective(samples: 6, as: Double.self)
    let images = (0..<6).map { s in (0..<4).map { r in (0..<3).map { objective.batch.inputs[s * 12 + r * 3 + $0] } } }
    var byHand = ByHand(
      configuration: configuration, normalized: variant == .batch, samples: 6, images: images,
      labels: (0..<6).map { Int(objective.batch.labels[$0]) },
      tensors: Dictionary(uniqueKeysWithValues: network.parameters.entries.map { ($0.name, Array(parameters[$0.range])) }))
    var gradient = parameters
    let loss = objective.valueAndGradient(at: parameters, gradient: &gradient)
    expectAgreement([loss], [byHand.loss()], relative: 1e-12)
    let h = 1e-5
    for entry in network.parameters.entries {
      let found = Array(gradient[entry.range])
      let expected = entry.range.indices.map { i -> Double in
        let place = i - entry.range.lowerBound
        func at(_ by: Double) -> Double {
          var moved = byHand
          moved.tensors[entry.name]![place] += by
          return moved.loss()
        }
        return (at(h) - at(-h)) / (2 * h)
      }
      expectAgreement(found, expected, relative: 1e-6, absolute: 1e-8, entry.name)
    }
    for step in 0..<4 {
      let node = try #require(network.nodes.firstIndex { $0.name == "h.\(step)" })
      let around = objective.values(aroundLayer: node, at: parameters)
      for (unit, sample) in [(0, 0), (3, 5), (4, 2)] {
        func at(_ by: Double) -> Double {
          byHand.nudge = (step, unit, sample, by)
          return byHand.loss()
        }
        expectAgreement(
          [around.outputGradient[unit * 6 + sample]], [(at(h) - at(-h)) / (2 * h)], relative: 1e-6, absolute: 1e-9, "h.\(step)")
      }
    }
  }

  @Test("all steps have one weight, one γ; statistics are each step's own, or one for all")
  func sharing() throws {
    let configuration = RecurrentConfiguration(cell: .lstm, hidden: 4)
    let network = try make(configuration, .batch)
    #expect(
      network.parameters.entries.map(\.name) == [
        "ih.0.weight", "bn_ih.0.weight", "bn_ih.0.bias", "bn_c.0.weight", "bn_c.0.bias", "hh.1.weight", "bn_hh.1.weight", "bn_hh.1.bias",
        "fc.weight", "fc.bias",
      ])
    #expect(network.parameters.count == 16 * 3 + 2 * 16 + 2 * 4 + 16 * 4 + 2 * 16 + 3 * 4 + 3)
    // Four steps: means and variances of 16 gates by the input, of 16 by the state but at the first step, of 4 cells; and a count each.
    #expect(network.state.count == 4 * 33 + 3 * 33 + 4 * 9)
    var shared = configuration
    shared.statistics = .shared
    #expect(try make(shared, .batch).state.count == 33 + 33 + 9)
    // PyTorch's own sizes: 4H (F + H) weights; it has two biases of 4H, and there is one here.
    let plain = try make(configuration)
    #expect(plain.parameters.count == 16 * (3 + 4) + 16 + 15)
  }

  @Test("rows of all channels are read side by side, from the top or in one order for all", arguments: [1, 3])
  func rows(channels: Int) throws {
    let input = Shape(channels: channels, height: 5, width: 2)
    func order(_ rows: RecurrentConfiguration.RowOrder) throws -> [Int] {
      let network = try make(RecurrentConfiguration(cell: .rnn, hidden: 2, rows: rows), input: input)
      let (objective, parameters) = Problem(network: network, loss: .crossEntropy).objective(samples: 3, as: Double.self)
      // [channel][sample][row][column]
      for i in 0..<3 * input.count { objective.batch.inputs[i] = Double(i) }
      var order = [Int]()
      objective.forEachActivation(at: parameters) { layer, _, output in
        guard network.nodes[layer].name.hasPrefix("x.") else { return }
        let row = Int(output[0]) / 2
        order.append(row)
        for feature in 0..<channels * 2 {
          for sample in 0..<3 {
            #expect(output[feature * 3 + sample] == Double(((feature / 2 * 3 + sample) * 5 + row) * 2 + feature % 2))
          }
        }
      }
      return order
    }
    #expect(try order(.ordered) == [0, 1, 2, 3, 4])
    let permuted = try order(.permuted)
    #expect(permuted != [0, 1, 2, 3, 4] && permuted.sorted() == [0, 1, 2, 3, 4])
    #expect(try order(.permuted) == permuted)
  }

  @Test("pixels are means of 2 × 2, one a step, of all channels side by side", arguments: [1, 3])
  func pixels(channels: Int) throws {
    let input = Shape(channels: channels, height: 5, width: 4)
    let network = try make(RecurrentConfiguration(cell: .rnn, hidden: 2, rows: .pixels), input: input)
    let (objective, parameters) = Problem(network: network, loss: .crossEntropy).objective(samples: 3, as: Double.self)
    for i in 0..<3 * input.count { objective.batch.inputs[i] = Double(i * i % 101) }
    func pixel(_ channel: Int, _ sample: Int, _ row: Int, _ column: Int) -> Double {
      objective.batch.inputs[((channel * 3 + sample) * 5 + row) * 4 + column]
    }
    var steps = 0
    objective.forEachActivation(at: parameters) { layer, _, output in
      guard network.nodes[layer].name.hasPrefix("x.") else { return }
      let (row, column) = (steps / 2 * 2, steps % 2 * 2)
      let expected = (0..<channels).flatMap { channel in
        (0..<3).map { sample in
          (pixel(channel, sample, row, column) + pixel(channel, sample, row, column + 1) + pixel(channel, sample, row + 1, column)
            + pixel(channel, sample, row + 1, column + 1)) / 4
        }
      }
      expectAgreement(Array(output), expected, relative: 1e-14, "step \(steps)")
      steps += 1
    }
    // The fifth row is half of no pixel.
    #expect(steps == 4)
    #expect(
      try make(RecurrentConfiguration(cell: .rnn, rows: .pixels), input: Shape(channels: 1, height: 28, width: 28)).nodes
        .count(where: { $0.name.hasPrefix("h.") }) == 196)
  }

  @Test("a network that reads at the start has no input later, and as many steps", arguments: RecurrentConfiguration.RowOrder.allCases)
  func start(rows: RecurrentConfiguration.RowOrder) throws {
    let input = Shape(channels: 3, height: 6, width: 4)
    let network = try make(RecurrentConfiguration(cell: .lstm, hidden: 2, rows: rows, reading: .start), .batch, input: input)
    let names = network.nodes.map(\.name)
    #expect(names.filter { $0.hasPrefix("x.") } == ["x.0"] && names.filter { $0.hasPrefix("ih.") } == ["ih.0"])
    #expect(names.count { $0.hasPrefix("hh.") } == 5 && !names.contains { $0.hasPrefix("a.") })
    #expect(network.parameters.entries.first { $0.name == "ih.0.weight" }?.dimensions == [8, rows == .pixels ? 18 : 72])
  }

  @Test("a configuration from before networks read otherwise is written as it was, and read as it was meant")
  func coding() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let usual = RecurrentConfiguration(cell: .rnn)
    let text =
      #"{"cell":"rnn","hidden":64,"initializer":"orthogonal","normalized":"both","rows":"ordered","statistics":"separate"}"#
    #expect(String(decoding: try encoder.encode(usual), as: UTF8.self) == text)
    #expect(try JSONDecoder().decode(RecurrentConfiguration.self, from: Data(text.utf8)) == usual)
    let other = RecurrentConfiguration(cell: .lstm, rows: .pixels, reading: .start)
    #expect(try JSONDecoder().decode(RecurrentConfiguration.self, from: try encoder.encode(other)) == other)
  }

  @Test("normalization behind nonlinearities is refused with the reason")
  func place() {
    let error = #expect(throws: NetworkError.self) {
      try Model.recurrent(configuration: RecurrentConfiguration(cell: .rnn)).network(
        input: Self.input, outputs: 3, variant: .batch, settings: NormalizationSettings(place: .after))
    }
    #expect(
      error?.description
        == "normalization place: found after, in a recurrent network, which normalizes the terms of a sum and not what its nonlinearity "
        + "takes, expected before")
  }

  @Test("W_h starts as blocks of the identity or of orthogonal matrices, and every γ where it is told")
  func start() throws {
    for initializer in RecurrentInitializer.allCases {
      let configuration = RecurrentConfiguration(cell: .lstm, hidden: 6, initializer: initializer)
      let network = try Model.recurrent(configuration: configuration).network(
        input: Self.input, outputs: 3, variant: .batch, settings: NormalizationSettings(initialScale: 0.1))
      let parameters: [Double] = Initializer.glorotUniform.parameters(of: network, seed: 4)
      let weight = try values(network, parameters, "hh.1.weight")
      for block in 0..<4 {
        func row(_ i: Int) -> ArraySlice<Double> { weight[(block * 6 + i) * 6..<(block * 6 + i + 1) * 6] }
        for i in 0..<6 {
          for j in 0..<6 {
            expectAgreement([zip(row(i), row(j)).reduce(0) { $0 + $1.0 * $1.1 }], [i == j ? 1 : 0], relative: 0, absolute: 1e-14)
          }
          if initializer == .identity { #expect(Array(row(i)) == (0..<6).map { $0 == i ? 1 : 0 }) }
        }
      }
      if initializer == .orthogonal { #expect(weight[0..<36] != weight[36..<72]) }
      for name in ["bn_ih.0", "bn_hh.1", "bn_c.0"] {
        #expect(try values(network, parameters, "\(name).weight").allSatisfy { $0 == 0.1 })
        #expect(try values(network, parameters, "\(name).bias").allSatisfy { $0 == 0 })
      }
    }
  }

  @Test("sizes that no such network has are refused")
  func refusals() {
    for hidden in [0, -1, .max] {
      #expect(throws: NetworkError.self) { try make(RecurrentConfiguration(cell: .rnn, hidden: hidden)) }
    }
    #expect(throws: NetworkError.self) { try make(RecurrentConfiguration(cell: .lstm), input: Shape(channels: 12)) }
    for input in [Shape(dimensions: [8, 6]), Shape(channels: 1, height: 1, width: 8), Shape(channels: 1, height: 512, width: 512)] {
      #expect(throws: NetworkError.self, "\(input)") { try make(RecurrentConfiguration(cell: .rnn, rows: .pixels), input: input) }
    }
    #expect(throws: NetworkError.self) {
      try Network(input: Shape(channels: 4), layers: [Linear(outputs: 6, recurrentInitializer: .identity)])
    }
  }
}
