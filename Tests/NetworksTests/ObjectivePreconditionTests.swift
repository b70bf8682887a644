import Networks
import Tensors
import TestSupport
import Testing

/// What would be read or written beyond its end without these.
@Suite("preconditions of objectives")
struct ObjectivePreconditionTests {
  @Test("a label that is no output ends the program")
  func label() async {
    await #expect(processExitsWith: .failure) {
      let network = try Network(input: Shape(channels: 2), layers: [Linear(outputs: 3)])
      let batch = Batch<Double>(capacity: 4, inputShape: network.inputShape, outputs: 3)
      batch.labels[2] = 3
      _ = NetworkObjective(network: network, loss: .crossEntropy, batch: batch).value(at: [Double](repeating: 0, count: 9))
    }
  }

  @Test("a batch with fewer targets than outputs ends the program")
  func targets() async {
    await #expect(processExitsWith: .failure) {
      let network = try Network(input: Shape(channels: 2), layers: [Linear(outputs: 3)])
      let batch = Batch<Double>(capacity: 4, inputShape: network.inputShape, outputs: 1)
      _ = NetworkObjective(network: network, loss: .halfSumSquaredError, batch: batch).value(at: [Double](repeating: 0, count: 9))
    }
  }

  @Test("parameters of another length end the program where activations are looked at")
  func parameters() async {
    await #expect(processExitsWith: .failure) {
      let network = try Network(input: Shape(channels: 2), layers: [Linear(outputs: 3)])
      let batch = Batch<Double>(capacity: 4, inputShape: network.inputShape, outputs: 3)
      NetworkObjective(network: network, loss: .crossEntropy, batch: batch).forEachActivation(at: [1]) { _, _, _ in }
    }
  }
}
