import Datasets
import Instruments
import Networks
import TestSupport
import Tensors
import Testing

@Suite("evaluation over a split")
struct EvaluatorTests {
  @Test("in chunks is the evaluation at once", arguments: [Loss.halfSumSquaredError, .halfMeanSquaredError])
  func chunks(loss: Loss) throws {
    let dataset = try GaussianRegression(examples: 64, features: 10, seed: 1)
    let network = try Network(
      input: Shape(channels: 10), layers: [Linear(outputs: 12), BatchNormalization(), Activation.tanh, Linear(outputs: 10)])
    let parameters: [Double] = Initializer.glorotNormal.parameters(of: network, seed: 3)
    let values = [7, 64, 250].map {
      Evaluator<Double>(network: network, loss: loss, dataset: dataset, batchSize: $0)
        .evaluate(.test, parameters: parameters, state: network.initialState()).loss
    }
    expectAgreement(values, [values[2], values[2], values[2]], relative: 1e-13)
  }
}
