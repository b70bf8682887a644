import CKernels
import Networks
import Objectives
import TestSupport
import Tensors
import Testing

/// Linear layers of many sizes against sums written out: both sides of the line between small and packed products, and odd remainders.
@Suite("linear layers")
struct MatrixProductTests {
  @Test(
    "forward and backward against naive sums",
    arguments: [(1, 1, 1), (2, 3, 5), (10, 10, 1000), (5, 7, 16), (6, 11, 33), (32, 32, 40), (33, 32, 17), (32, 33, 9), (70, 45, 31)])
  func naive(outputs: Int, inputs: Int, samples: Int) throws {
    try check(outputs, inputs, samples, Double.self, tolerance: 1e-12)
    try check(outputs, inputs, samples, Float.self, tolerance: 1e-4)
  }

  private func check<R: Real>(_ outputs: Int, _ inputs: Int, _ samples: Int, _ type: R.Type, tolerance: Double) throws {
    // Two layers, so that the first one's gradient passes through the second's input gradient.
    let network = try Network(input: Shape(channels: inputs), layers: [Linear(outputs: outputs), Linear(outputs: 2, bias: false)])
    let problem = Problem(network: network, loss: .halfSumSquaredError)
    let (objective, parameters) = problem.objective(samples: samples, as: R.self)
    let p = parameters.map(Double.init)
    let (weight, bias, readOut) = (0, outputs * inputs, outputs * inputs + outputs)
    func x(_ i: Int, _ n: Int) -> Double { Double(objective.batch.inputs[i * samples + n]) }
    var expected = [Double](repeating: 0, count: p.count)
    var loss = 0.0
    for n in 0..<samples {
      let y = (0..<outputs).map { o in (0..<inputs).reduce(p[bias + o]) { $0 + p[weight + o * inputs + $1] * x($1, n) } }
      for k in 0..<2 {
        let error = (0..<outputs).reduce(-Double(objective.batch.targets[k * samples + n])) { $0 + p[readOut + k * outputs + $1] * y[$1] }
        loss += 0.5 * error * error
        for o in 0..<outputs {
          expected[readOut + k * outputs + o] += error * y[o]
          let back = error * p[readOut + k * outputs + o]
          expected[bias + o] += back
          for i in 0..<inputs { expected[weight + o * inputs + i] += back * x(i, n) }
        }
      }
    }
    var gradient = [R](repeating: .nan, count: p.count)
    expectAgreement([objective.valueAndGradient(at: parameters, gradient: &gradient)], [loss], relative: tolerance)
    expectAgreement(gradient.map(Double.init), expected, relative: tolerance, absolute: tolerance * expected.norm)
  }

  @Test("products with a transposed matrix, over several strips of rows and blocks of depth", arguments: [48, 49, 130])
  func transposed(rows: Int) {
    let (columns, depth) = (37, 530)
    // Whole numbers so small that float32 holds every sum of them.
    let a = (0..<depth * rows).map { $0 * 5 % 17 - 8 }
    let b = (0..<depth * columns).map { $0 * 7 % 13 - 6 }
    let expected = (0..<rows * columns).map { place in
      (0..<depth).reduce(0) { $0 + a[$1 * rows + place / columns] * b[$1 * columns + place % columns] }
    }
    var single = [Float](repeating: .nan, count: rows * columns)
    kernel_matrix_multiply(KERNEL_FLOAT32, 1, 0, rows, columns, depth, a.map(Float.init), b.map(Float.init), 0, &single)
    #expect(single == expected.map(Float.init))
    var double = [Double](repeating: .nan, count: rows * columns)
    kernel_matrix_multiply(KERNEL_FLOAT64, 1, 0, rows, columns, depth, a.map(Double.init), b.map(Double.init), 0, &double)
    #expect(double == expected.map(Double.init))
  }
}
