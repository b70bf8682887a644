import Networks
import Objectives
import Statistics
import Tensors
import TestSupport
import Testing

@Suite("Gauss–Newton products")
struct GaussNewtonTests {
  /// The network's outputs on the batch, `[outputs][samples]`, at θ.
  private func outputs(_ objective: NetworkObjective<Double>, _ parameters: [Double]) -> [Double] {
    var last = [Double]()
    objective.forEachActivation(at: parameters) { _, _, output in last = Array(output) }
    return last
  }

  /// vᵀJᵀ H_out J v with J v by differences of the outputs, extrapolated, and H_out written out: of the squared errors the identity over their divisor, of
  /// cross-entropy (diag p − p pᵀ)/N, example by example.
  private func quadraticForm(_ problem: Problem, _ objective: NetworkObjective<Double>, _ parameters: [Double], _ v: [Double]) -> Double {
    func slope(_ h: Double) -> [Double] {
      var (above, below) = (parameters, parameters)
      above.assign(parameters, plus: h, times: v)
      below.assign(parameters, plus: -h, times: v)
      return zip(outputs(objective, above), outputs(objective, below)).map { ($0 - $1) / (2 * h) }
    }
    let step = 2e-5 / v.norm
    let tangent = zip(slope(step / 2), slope(step)).map { (4 * $0 - $1) / 3 }
    let samples = objective.batch.samples
    guard problem.loss == .crossEntropy else {
      return tangent.dot(tangent) / (problem.loss == .halfMeanSquaredError ? Double(samples) : 1)
    }
    let logits = outputs(objective, parameters)
    let classes = logits.count / samples
    return (0..<samples).reduce(0) { sum, sample in
      let exponentials = (0..<classes).map { pow(logits[$0 * samples + sample]) }
      let total = exponentials.reduce(0, +)
      let t = (0..<classes).map { tangent[$0 * samples + sample] }
      let mean = zip(exponentials, t).reduce(0) { $0 + $1.0 / total * $1.1 }
      return sum + zip(exponentials, t).reduce(0) { $0 + $1.0 / total * ($1.1 - mean) * ($1.1 - mean) } / Double(samples)
    }
  }

  /// e^x by its series, after halving x until it is small.
  private func pow(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for k in 1...20 {
      term *= x / 1024 / Double(k)
      sum += term
    }
    return (0..<10).reduce(sum) { value, _ in value * value }
  }

  private func direction(_ count: Int, _ seed: UInt64) -> [Double] { RandomStream(seed: seed, purpose: .direction).normals(count) }

  @Test("vᵀGv of every layer and loss against differences of the outputs (relative 1e-7)", arguments: Problem.all)
  func finiteDifferences(problem: Problem) {
    let (objective, parameters) = problem.objective(as: Double.self)
    let matrix = objective.gaussNewton(at: parameters)
    let (v, u) = (direction(objective.dimension, 3), direction(objective.dimension, 4))
    var (gv, gu) = (v, u)
    matrix.apply(to: v, product: &gv)
    matrix.apply(to: u, product: &gu)
    let scale = gv.norm * v.norm
    expectAgreement(
      [v.dot(gv)], [quadraticForm(problem, objective, parameters, v)], relative: 1e-7, absolute: 1e-9 * scale, problem.name)
    // G is symmetric, and has no negative direction with a convex loss.
    expectAgreement([u.dot(gv)], [v.dot(gu)], relative: 0, absolute: 1e-12 * scale, problem.name)
    #expect(v.dot(gv) >= -1e-12 * scale, "\(problem.name)")
  }

  @Test("where outputs are linear in θ, G is the Hessian", arguments: Loss.allCases)
  func linear(loss: Loss) throws {
    let network = try Network(input: Shape(channels: 5), layers: [Linear(outputs: 3)])
    let (objective, parameters) = Problem(network: network, loss: loss).objective(as: Double.self)
    let v = direction(objective.dimension, 5)
    var (gv, hv) = (v, v)
    // In turn, so that what one keeps between products is no other's.
    let (matrix, hessian) = (objective.gaussNewton(at: parameters), objective.hessian(at: parameters))
    for _ in 0..<2 {
      matrix.apply(to: v, product: &gv)
      hessian.apply(to: v, product: &hv)
      expectAgreement(gv, hv, relative: 1e-12, absolute: 1e-14)
    }
  }

  @Test("products of the two matrices in turn are those of each alone", arguments: Problem.all)
  func inTurn(problem: Problem) {
    let (objective, parameters) = problem.objective(as: Double.self)
    let v = direction(objective.dimension, 6)
    func alone(_ matrix: any LinearOperator<Double>) -> [Double] {
      var product = v
      matrix.apply(to: v, product: &product)
      return product
    }
    let (gaussNewton, hessian) = (alone(objective.gaussNewton(at: parameters)), alone(objective.hessian(at: parameters)))
    let (first, second) = (objective.gaussNewton(at: parameters), objective.hessian(at: parameters))
    for _ in 0..<3 { #expect(alone(first) == gaussNewton && alone(first) == gaussNewton && alone(second) == hessian) }
  }
}
