import Networks
import TestSupport
import Tensors
import Testing

/// Parameters as constants: the network computes what it did, and its derivatives are those by the parameters that are left.
@Suite("frozen parameters")
struct FrozenTests {
  /// Which tensors are frozen.
  enum Selection: CaseIterable { case even, odd, firstLayer }

  /// A network beside itself with some tensors frozen, at the same values.
  private struct Pair {
    let whole: NetworkObjective<Double>
    let frozen: NetworkObjective<Double>
    let parameters: [Double]
    /// What is left of them.
    let left: [Double]
    private let kept: [TensorEntry]

    init(_ problem: Problem, _ selection: Selection) throws {
      (whole, parameters) = problem.objective(as: Double.self)
      let entries = whole.network.parameters.entries
      let names =
        switch selection {
        case .even: stride(from: 0, to: entries.count, by: 2).map { entries[$0].name }
        case .odd: stride(from: 1, to: entries.count, by: 2).map { entries[$0].name }
        case .firstLayer: entries.filter { $0.layer == entries[0].layer }.map(\.name)
        }
      let network = try whole.network.freezing(Set(names), at: parameters)
      frozen = NetworkObjective(network: network, loss: problem.loss, batch: whole.batch, pass: whole.pass)
      kept = entries.filter { !names.contains($0.name) }
      left = Self.part(parameters, kept)
      #expect(network.parameters.entries.map(\.name) == kept.map(\.name) && network.constants.map(\.name) == names)
      #expect(network.constants.map(\.values) == entries.filter { names.contains($0.name) }.map { Array(parameters[$0.range]) })
      #expect(network.state == whole.network.state && network.shapes == whole.network.shapes)
    }

    private static func part(_ vector: [Double], _ entries: [TensorEntry]) -> [Double] { entries.flatMap { vector[$0.range] } }

    /// The part of a vector of all parameters that belongs to those that are left.
    func part(_ vector: [Double]) -> [Double] { Self.part(vector, kept) }

    /// A vector of all parameters with zeros for those that are frozen.
    func extended(_ vector: [Double]) -> [Double] {
      var all = [Double](repeating: 0, count: parameters.count)
      var start = 0
      for entry in kept {
        all.replaceSubrange(entry.range, with: vector[start..<start + entry.range.count])
        start += entry.range.count
      }
      return all
    }
  }

  private static let problems = Problem.all.filter { !$0.network.parameters.entries.isEmpty }

  @Test("loss and gradient against central differences and the unfrozen network's", arguments: problems, Selection.allCases)
  func gradient(problem: Problem, selection: Selection) throws {
    let pair = try Pair(problem, selection)
    var whole = [Double](repeating: .nan, count: pair.whole.dimension)
    var gradient = [Double](repeating: .nan, count: pair.frozen.dimension)
    let value = pair.whole.valueAndGradient(at: pair.parameters, gradient: &whole)
    let found = pair.frozen.valueAndGradient(at: pair.left, gradient: &gradient)
    expectAgreement([found, pair.frozen.value(at: pair.left)], [value, value], relative: 1e-13, problem.name)
    expectAgreement(gradient, pair.part(whole), relative: 1e-12, absolute: 1e-13 * whole.norm, problem.name)
    expectAgreement(
      gradient, FiniteDifference.gradient(pair.frozen, at: pair.left), relative: 1e-7, absolute: 1e-7 * whole.norm, problem.name)
    // Constants in single precision are the same numbers.
    let single = problem.objective(as: Float.self).0
    let objective = NetworkObjective(network: pair.frozen.network, loss: problem.loss, batch: single.batch, pass: single.pass)
    var singleGradient = [Float](repeating: .nan, count: objective.dimension)
    let singleValue = objective.valueAndGradient(at: pair.left.map { Float($0) }, gradient: &singleGradient)
    expectAgreement([singleValue], [value], relative: 1e-4, problem.name)
    expectAgreement(singleGradient.map(Double.init), gradient, relative: 0, absolute: 2e-4 * whole.norm, problem.name)
  }

  @Test("Hessian-vector products are parts of the unfrozen network's", arguments: problems, Selection.allCases)
  func hessian(problem: Problem, selection: Selection) throws {
    let pair = try Pair(problem, selection)
    let direction = pair.left.indices.map { Double(($0 * 7) % 11) - 5 }
    var whole = pair.parameters
    pair.whole.hessianVectorProduct(at: pair.parameters, direction: pair.extended(direction), product: &whole)
    var product = direction
    pair.frozen.hessianVectorProduct(at: pair.left, direction: direction, product: &product)
    expectAgreement(product, pair.part(whole), relative: 1e-11, absolute: 1e-12 * whole.norm, problem.name)
  }

  @Test("running statistics, evaluation and shifted gradients are the unfrozen network's", arguments: problems, Selection.allCases)
  func passes(problem: Problem, selection: Selection) throws {
    let pair = try Pair(problem, selection)
    var (state, other): ([Double], [Double]) = (pair.whole.network.initialState(), pair.whole.network.initialState())
    _ = pair.whole.value(at: pair.parameters)
    pair.whole.updateState(&state, at: pair.parameters)
    _ = pair.frozen.value(at: pair.left)
    pair.frozen.updateState(&other, at: pair.left)
    expectAgreement(other, state, relative: 1e-12, absolute: 1e-14, problem.name)
    let pass = Pass(mode: .evaluation, state: state)
    expectAgreement(
      [pair.frozen.passing(pass).value(at: pair.left)], [pair.whole.passing(pass).value(at: pair.parameters)], relative: 1e-12,
      problem.name)

    let step = pair.left.indices.map { 0.05 * (Double(($0 * 5) % 7) - 3) }
    func shifted(_ objective: NetworkObjective<Double>, at parameters: [Double], by step: [Double]) -> [String: [Double]] {
      var found = [String: [Double]]()
      var gradient = parameters
      let moved = zip(parameters, step).map { $0 + $1 }
      objective.forEachShiftedGradient(at: parameters, shifted: moved, gradient: &gradient) { found[$0.name] = Array($1[$0.range]) }
      return found
    }
    let expected = shifted(pair.whole, at: pair.parameters, by: pair.extended(step))
    for (name, gradient) in shifted(pair.frozen, at: pair.left, by: step) {
      expectAgreement(gradient, try #require(expected[name]), relative: 1e-11, absolute: 1e-12, "\(problem.name) \(name)")
    }
  }

  @Test("nodes that share parameters share constants")
  func shared() throws {
    let nodes = [
      Node("a", Linear(outputs: 4), [Node.input]), Node("b", Activation.tanh, ["a"]), Node("c", Linear(outputs: 4), ["b"], parameters: "a"),
    ]
    let network = try Network(input: Shape(channels: 4), nodes: nodes)
    let frozen = try network.freezing(["a.weight"], at: (0..<20).map(Double.init))
    #expect(frozen.parameters.entries.map(\.name) == ["a.bias"] && frozen.parameters.owners == [0, 1, 0])
    #expect(frozen.constants.map(\.name) == ["a.weight"] && frozen.constants.map(\.values) == [(0..<16).map(Double.init)])
    #expect((frozen.nodes[2].layer as? Frozen)?.tensors.first?.values == (0..<16).map(Double.init))
    let all = try network.freezing(["a.weight", "a.bias", "b.weight"], at: (0..<20).map(Double.init))
    #expect(all.parameters.count == 0 && all.constants.count == 2)
  }

  @Test("a frozen layer refuses names and sizes that are none of its tensors', and inputs of another size")
  func refused() throws {
    func problem(_ body: () throws -> Void) -> String? {
      do { try body() } catch let error as LayerMismatch { return "found \(error.found), expected \(error.expected)" } catch {}
      return nil
    }
    let input = [Shape(channels: 2)]
    #expect(
      problem { _ = try Frozen(Linear(outputs: 1), for: input, constants: ["scale": [1]]) }
        == "found frozen scale, expected some of weight, bias")
    #expect(problem { _ = try Frozen(Activation.relu, for: input, constants: ["weight": [1]]) } == "found frozen weight, expected none")
    #expect(
      problem { _ = try Frozen(Linear(outputs: 1), for: input, constants: ["weight": [1]]) }
        == "found 1 values of frozen weight, expected 2")
    let layer = try Frozen(Linear(outputs: 1), for: input, constants: ["weight": [1, 2]])
    #expect(
      throws: NetworkError.doesNotFit(
        layer: "0", type: "Linear", found: "an input that asks for weight [1, 3], bias [1]", expected: "one for weight [1, 2], bias [1]")
    ) { try Network(input: Shape(channels: 3), layers: [layer]) }
  }
}
