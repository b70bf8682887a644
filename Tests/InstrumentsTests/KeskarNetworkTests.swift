import Foundation
import Instruments
import Networks
import Tensors
import TestSupport
import Testing

/// Keskar's sharpness of a small network beside what SciPy 1.17's L-BFGS-B finds in the same boxes, from the same network written in NumPy.
@Suite("Keskar's sharpness of a network")
struct KeskarNetworkTests {
  private let objective: NetworkObjective<Double>
  private let start: [Double]

  init() throws {
    let network = try Network(
      input: Shape(channels: 3), layers: [Linear(outputs: 5), Activation.tanh, Linear(outputs: 3)])
    let batch = Batch<Double>(capacity: 12, inputShape: network.inputShape, outputs: 3)
    for i in 0..<12 {
      for j in 0..<3 { batch.inputs[12 * j + i] = sin(1.3 * Double(i) + 0.7 * Double(j)) }
      batch.labels[i] = Int32(i % 3)
    }
    objective = NetworkObjective(network: network, loss: .crossEntropy, batch: batch)
    start = (0..<network.parameters.count).map { 0.5 * cos(Double($0 + 1)) }
  }

  private func sharpness(_ parameters: [Double], _ epsilon: Double, iterations: Int? = nil) throws -> Double {
    let instrument = KeskarSharpnessInstrument(epsilons: [epsilon], columns: 0, iterations: iterations)
    return try #require(instrument.measure(Subject(objective, at: parameters)) { _ in }.first).sharpness
  }

  @Test("before training, where a corner of the box is highest, is SciPy's")
  func corner() throws {
    let found = try [1e-3, 0.05].map { try sharpness(start, $0) }
    expectAgreement(found, [0.07309379033777275, 4.994620898570069], relative: 1e-9)
  }

  @Test("at a minimum, after ten iterations, is above SciPy's after ten, and not above the highest of 200 starts")
  func minimum() throws {
    var (parameters, gradient) = (start, start)
    for _ in 0..<2000 {
      _ = objective.valueAndGradient(at: parameters, gradient: &gradient)
      parameters.add(-0.5, times: gradient)
    }
    expectAgreement([objective.value(at: parameters)], [0.017135474887482394], relative: 1e-9)
    for (epsilon, ten, converged, highest) in [
      (1e-3, 0.01111617359301644, 0.01127235555660291, 0.01258471295205577),
      (0.05, 4.371614873642104, 38.1797198964676, 38.379812899074714),
    ] {
      let found = try sharpness(parameters, epsilon)
      #expect(found >= ten && found <= highest * (1 + 1e-9), "\(epsilon): \(found)")
      // Nine tenths at least of what SciPy's comes to when it is left to its end.
      #expect(found >= 0.9 * converged, "\(epsilon): \(found)")
    }
  }
}
