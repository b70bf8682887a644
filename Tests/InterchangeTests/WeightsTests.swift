import Interchange
import Networks
import Records
import Tensors
import Testing

@Suite("weights in files")
struct WeightsTests {
  @Test("a network's weights come back into its vector; a missing or misshapen tensor is named")
  func weights() throws {
    let network = try Network(input: Shape(channels: 3), layers: [Linear(outputs: 2), BatchNormalization()])
    let parameters: [Float] = Initializer.heNormal.parameters(of: network, seed: 1)
    let state: [Float] = network.initialState()
    let data = try SafeTensors.data(Weights.tensors(of: network, parameters: parameters, state: state))
    var tensors = try SafeTensors.parse(data, file: "w")
    #expect(tensors["1.num_batches_tracked"]?.element == .int64 && tensors["0.weight"]?.shape == [2, 3])
    #expect(try Weights.vector(network.parameters, from: tensors, file: "w") == parameters)
    #expect(try Weights.vector(network.state, from: tensors, file: "w") == state)
    tensors["0.bias"] = StoredTensor([1.0], shape: [1])
    var error = #expect(throws: RecordError.self) { try Weights.vector(network.parameters, from: tensors, file: "w", as: Float.self) }
    #expect(error?.description == "w: 0.bias: found shape [1], expected [2]")
    tensors["0.bias"] = nil
    error = #expect(throws: RecordError.self) { try Weights.vector(network.parameters, from: tensors, file: "w", as: Float.self) }
    #expect(error?.description == "w: 0.bias: found no such tensor, expected one of shape [2]")
    tensors["1.running_var"] = StoredTensor([0, -1e-30], shape: [2])
    error = #expect(throws: RecordError.self) { try Weights.vector(network.state, from: tensors, file: "w", as: Float.self) }
    #expect(error?.description == "w: 1.running_var: found -1e-30 at element 1, expected a number from 0")
  }
}
