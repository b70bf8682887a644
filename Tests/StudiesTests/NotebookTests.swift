import Datasets
import Foundation
import Networks
import Tensors
import Records
import Statistics
import TestSupport
import Testing

/// The notebook's inspection of its first normalization against a pass over the test set that is written here.
@Suite("notebook")
struct NotebookTests {
  @Test("moments of (output − β)/γ are those of the first layer's outputs, normalized by the moving statistics")
  func inspection() throws {
    let folder = try TemporaryFolder.make()
    let result = try Command.run("notebook", "--scale quick --seeds 1 --quiet --output out", in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let runs = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out/runs")
    let run = "\(folder)/out/runs/\(try #require(runs.first { $0.hasPrefix("mlp-batch") }))"
    let tensors = try TensorFile.read("\(run)/weights.safetensors")
    func values(_ name: String) throws -> [Double] { try #require(tensors[name]).doubles }
    // Flatten is layer 0, the first linear layer 1, its normalization 2.
    let (weight, bias) = (try values("1.weight"), try values("1.bias"))
    let (mean, variance) = (try values("2.running_mean"), try values("2.running_var"))
    let table = try CSVTable(contentsOf: "\(run)/inspection.csv")
    #expect(table.numbers("unit")?.count == 32)
    expectAgreement(try #require(table.numbers("gamma")), try values("2.weight"), relative: 1e-6)
    expectAgreement(try #require(table.numbers("beta")), try values("2.bias"), relative: 1e-6)
    expectAgreement(try #require(table.numbers("moving_variance")), variance, relative: 1e-6)

    let dataset = try FashionMNIST(scaling: .unit)
    let count = dataset.count(.test)
    let batch = Batch<Double>(capacity: count, inputShape: dataset.inputShape, outputs: dataset.outputs)
    (0..<Int32(count)).map(\.self).withUnsafeBufferPointer { dataset.fill(batch, from: .test, at: $0) }
    for unit in [0, 13, 31] {
      let outputs = (0..<count).map { image in
        let sum = (0..<784).reduce(bias[unit]) { $0 + weight[unit * 784 + $1] * batch.inputs[image * 784 + $1] }
        return (sum - mean[unit]) / (variance[unit] + 1e-3).squareRoot()
      }
      let average = outputs.reduce(0, +) / Double(count)
      let deviation = (outputs.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(count)).squareRoot()
      expectAgreement(
        [try #require(table.numbers("normalized_mean"))[unit], try #require(table.numbers("normalized_deviation"))[unit]],
        [average, deviation], relative: 1e-4, absolute: 1e-4, "unit \(unit)")
    }
  }
}
