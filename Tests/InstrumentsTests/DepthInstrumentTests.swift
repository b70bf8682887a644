import Foundation
import Instruments
import Networks
import Objectives
import Statistics
import TestSupport
import Tensors
import Testing

/// The instruments that look along a network's depth or time, against naive accounts of their definitions.
@Suite("instruments along depth and time")
struct DepthInstrumentTests {
  private func subject(_ objective: NetworkObjective<Double>, _ parameters: [Double]) -> Subject<Double> {
    var gradient = parameters
    let value = objective.evaluate(at: parameters, gradient: &gradient)
    return Subject(objective, at: parameters, value: value, gradient: gradient)
  }

  private func problem(_ model: Model, _ input: Shape, _ variant: Variant, samples: Int = 7) throws -> (NetworkObjective<Double>, [Double])
  {
    Problem(network: try model.network(input: input, outputs: 3, variant: variant), loss: .crossEntropy)
      .objective(samples: samples, as: Double.self)
  }

  /// The outputs of all nodes by their names.
  private func outputs(_ objective: NetworkObjective<Double>, _ parameters: [Double]) -> [String: [Double]] {
    var outputs = [String: [Double]]()
    objective.forEachActivation(at: parameters) { node, _, output in outputs[objective.network.nodes[node].name] = Array(output) }
    return outputs
  }

  /// By the definition, two passes a channel.
  private func moments(_ values: [Double], channels: Int) -> (means: [Double], variances: [Double]) {
    let count = values.count / channels
    var result = (means: [Double](), variances: [Double]())
    for channel in 0..<channels {
      let part = Array(values[channel * count..<(channel + 1) * count])
      let mean = part.reduce(0, +) / Double(count)
      result.means.append(mean)
      result.variances.append(part.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(count))
    }
    return result
  }

  @Test("residual blocks: variances of branch and short-cut, the gradient by their sum, and places since the last projection")
  func blocks() throws {
    for preActivation in [false, true] {
      let model = Model.resnet(configuration: ResidualConfiguration(depth: 14, width: 0.125, preActivation: preActivation))
      let (objective, parameters) = try problem(model, Shape(channels: 2, height: 8, width: 8), .batch)
      let rows = try ResidualBlockInstrument().measure(subject(objective, parameters)) { _ in }
      #expect(rows.map(\.block) == [1, 2, 3, 4, 5, 6] && rows.map(\.place) == [1, 2, 1, 2, 1, 2])
      let outputs = outputs(objective, parameters)
      let names = ["layer1.0", "layer1.1", "layer2.0", "layer2.1", "layer3.0", "layer3.1"]
      let shortcuts =
        preActivation
        ? ["layer1.0.relu1", "layer1.0.add", "layer2.0.downsample.0", "layer2.0.add", "layer3.0.downsample.0", "layer3.0.add"]
        : ["relu", "layer1.0.relu2", "layer2.0.downsample.1", "layer2.0.relu2", "layer3.0.downsample.1", "layer3.0.relu2"]
      for (index, name) in names.enumerated() {
        let channels = 2 << (index / 2)
        func variance(_ name: String) throws -> Double {
          moments(try #require(outputs[name]), channels: channels).variances.reduce(0, +) / Double(channels)
        }
        let row = rows[index]
        let branch = try variance("\(name).\(preActivation ? "conv2" : "bn2")")
        expectAgreement([row.branchVariance, row.shortcutVariance], [branch, try variance(shortcuts[index])], relative: 1e-12, name)
        let node = try #require(objective.network.nodes.firstIndex { $0.name == "\(name).add" })
        let gradient = objective.values(aroundLayer: node, at: parameters).outputGradient
        expectAgreement([row.gradientNorm], [gradient.norm], relative: 1e-12, name)
      }
    }
    let (chain, parameters) = try problem(.mlp(hidden: [4], activation: .relu), Shape(channels: 3), .none)
    #expect(try ResidualBlockInstrument().measure(subject(chain, parameters)) { _ in }.isEmpty)
  }

  @Test("blocks of one stage are numbered through, and the slope begins at a place")
  func places() throws {
    let model = Model.resnet(configuration: ResidualConfiguration(depth: 22, width: 0.125, preActivation: true, stages: 1))
    let (objective, parameters) = try problem(model, Shape(channels: 1, height: 4, width: 4), .batch)
    let rows = try ResidualBlockInstrument().measure(subject(objective, parameters)) { _ in }
    #expect(rows.map(\.place) == Array(1...10))
    // Up to place 7 the ratio is 1, from there on 1/l².
    let made = (1...10).map { place in
      var row = ResidualBlockInstrument.Row()
      (row.place, row.branchVariance, row.shortcutVariance) = (place, 1, place < 8 ? 1 : Double(place * place))
      return Record<ResidualBlockInstrument>.Entry(step: 0, row)
    }
    let record = Record<ResidualBlockInstrument>(made, steps: 1, learningRate: 1)
    expectAgreement([ResidualBlockInstrument.shareSlope(record, from: 8)], [-2], relative: 1e-12)
    #expect(ResidualBlockInstrument.shareSlope(record, from: 2) < -2.1)
    #expect(ResidualBlockInstrument.shareSlope(record, from: 10).isNaN)
  }

  @Test("channel means: root mean squares over channels of means and deviations, in front of every nonlinearity")
  func channelMeans() throws {
    let (objective, parameters) = try problem(.mlp(hidden: [5, 4], activation: .tanh), Shape(channels: 3), .layer)
    let rows = try ChannelMeanInstrument().measure(subject(objective, parameters)) { _ in }
    let outputs = outputs(objective, parameters)
    #expect(rows.map(\.nonlinearity) == [1, 2])
    for (row, (name, channels)) in zip(rows, [("1", 5), ("4", 4)]) {
      let moments = moments(try #require(outputs[name]), channels: channels)
      let mean = (moments.means.map { $0 * $0 }.reduce(0, +) / Double(channels)).squareRoot()
      let deviation = (moments.variances.reduce(0, +) / Double(channels)).squareRoot()
      expectAgreement([row.mean, row.deviation], [mean, deviation], relative: 1e-12)
    }
  }

  @Test("gradients by time step are those around every state")
  func timeGradients() throws {
    for cell in RecurrentConfiguration.Cell.allCases {
      let model = Model.recurrent(configuration: RecurrentConfiguration(cell: cell, hidden: 4))
      let (objective, parameters) = try problem(model, Shape(channels: 1, height: 5, width: 3), .batch)
      let rows = try TimeGradientInstrument().measure(subject(objective, parameters)) { _ in }
      #expect(rows.map(\.time) == [0, 1, 2, 3, 4])
      for row in rows {
        let node = try #require(objective.network.nodes.firstIndex { $0.name == "h.\(row.time)" })
        let gradient = objective.values(aroundLayer: node, at: parameters).outputGradient
        expectAgreement([row.gradientNorm], [gradient.norm], relative: 1e-12)
      }
    }
    let (chain, parameters) = try problem(.mlp(hidden: [4], activation: .relu), Shape(channels: 3), .none)
    let missing = InstrumentError.missing(
      instrument: "time_gradients", needed: "state h.0, h.1 … or h, h@2 … (\"nodes\" names others)")
    #expect(throws: missing) { _ = try TimeGradientInstrument().measure(subject(chain, parameters)) { _ in } }
  }

  @Test("gradients by all outputs, in one pass, are those around each layer", arguments: Problem.all)
  func outputGradients(problem: Problem) {
    let (objective, parameters) = problem.objective(as: Double.self)
    var nodes = [Int]()
    var collected = [Int: [Double]]()
    objective.forEachOutputGradient(at: parameters) { node, gradient in
      nodes.append(node)
      collected[node] = Array(gradient)
    }
    #expect(nodes == objective.network.nodes.indices.reversed())
    for node in objective.network.nodes.indices {
      let around = objective.values(aroundLayer: node, at: parameters)
      #expect(around.outputGradient == collected[node], "\(problem.name), node \(node)")
      // What this node alone reads, and once, gets its gradient from here.
      let value = objective.network.inputs[node][0]
      if value > 0, objective.network.inputs.joined().filter({ $0 == value }).count == 1 {
        #expect(around.inputGradient == collected[value - 1], "\(problem.name), input of node \(node)")
      }
    }
  }

  @Test("the autocorrelation of gradients along a line, by differences of the output and a plain double sum")
  func autocorrelation() throws {
    for variant in [Variant.none, .batch] {
      let (objective, parameters) = try problem(.mlp(hidden: [6, 5], activation: .tanh), Shape(channels: 3), variant, samples: 4)
      let rows = try GradientAutocorrelationInstrument(points: 64).measure(subject(objective, parameters)) { _ in }
      #expect(rows.map(\.lag) == [1, 2, 4, 8, 16, 32])
      let line = Batch<Double>(capacity: 64, inputShape: Shape(channels: 3), outputs: 3)
      for feature in 0..<3 {
        let (first, second) = (objective.batch.inputs[feature * 4], objective.batch.inputs[feature * 4 + 1])
        for point in 0..<64 { line.inputs[feature * 64 + point] = first + Double(point) / 63 * (second - first) }
      }
      let along = NetworkObjective(network: objective.network, loss: .crossEntropy, batch: line)
      func sum() -> Double {
        var sum = 0.0
        along.forEachActivation(at: parameters) { node, _, output in
          if node == along.network.nodes.count - 1 { sum = output[0..<64].reduce(0, +) }
        }
        return sum
      }
      let gradients = (0..<3).map { feature in
        (0..<64).map { point -> Double in
          let place = feature * 64 + point
          let before = line.inputs[place]
          func at(_ value: Double) -> Double {
            line.inputs[place] = value
            return sum()
          }
          let difference = (at(before + 1e-5) - at(before - 1e-5)) / 2e-5
          line.inputs[place] = before
          return difference
        }
      }
      let centred = gradients.map { series in series.map { $0 - series.reduce(0, +) / 64 } }
      let variance = centred.flatMap(\.self).map { $0 * $0 }.reduce(0, +)
      for row in rows {
        var covariance = 0.0
        for series in centred { for i in 0..<64 - row.lag { covariance += series[i] * series[i + row.lag] } }
        expectAgreement([row.autocorrelation], [covariance / variance], relative: 1e-5, absolute: 1e-6, "\(variant), lag \(row.lag)")
      }
      // Close points of a smooth plain network have all but the same gradient.
      if variant == .none { #expect(rows[0].autocorrelation > 0.8) }
    }
    let (alone, parameters) = try problem(.mlp(hidden: [4], activation: .relu), Shape(channels: 3), .none, samples: 1)
    #expect(throws: InstrumentError.missing(instrument: "gradient-autocorrelation", needed: "second example")) {
      try GradientAutocorrelationInstrument().measure(subject(alone, parameters)) { _ in }
    }
  }
}
