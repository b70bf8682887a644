import Foundation
import Instruments
import Interchange
import Records
import Testing

/// `request.json`: what it takes, and what it refuses by name.
@Suite("request.json")
struct RequestTests {
  private func problem(_ text: String) -> String? {
    do throws(RecordError) {
      _ = try Request(Data(text.utf8), file: "request.json")
      return nil
    } catch {
      return error.description
    }
  }

  @Test("every entry with its arguments")
  func whole() throws {
    let text = """
      {"precision": "float32", "evaluation": {}, "line": {"steps": [-0.5, 1e-8, 2]}, "covariate_shift": {"learning_rate": 0.1},
       "activations": {"bins": 3, "lower": -1, "upper": 2.0}, "hessian_vector_product": {}, "curvature": {"top": 0},
       "plane": {"alphas": [0], "betas": [-1, 0, 1]}, "theory": {"layer": 1}}
      """
    let request = try Request(Data(text.utf8), file: "f")
    #expect(request.precision == .float32)
    let expected: [any Instrument] = [
      EvaluationInstrument(), LineInstrument(steps: [-0.5, 1e-8, 2]), CovariateShiftInstrument(learningRate: 0.1),
      ActivationInstrument(bins: 3, lower: -1, upper: 2), TheoryInstrument(layer: 1), HessianVectorProductInstrument(),
      PlaneInstrument(alphas: [0], betas: [-1, 0, 1]), CurvatureInstrument(top: 0),
    ]
    #expect(request.instruments == expected.map { AnyInstrument($0) })
    let words = try Request(
      Data(
        #"{"line": {"steps": [1], "along": "direction", "normalization": "running"}, "theory": {"layer": "bn.1"}, "plane": {"alphas": [0], "betas": [1], "normalization": "batch"}}"#
          .utf8), file: "f")
    let others: [any Instrument] = [
      LineInstrument(steps: [1], along: .direction, normalization: .running), TheoryInstrument(layer: "bn.1"),
      PlaneInstrument(alphas: [0], betas: [1], normalization: .batch),
    ]
    #expect(words.instruments == others.map { AnyInstrument($0) } && words.instruments[0].directions == ["direction"])
    let least = try Request(Data("{}".utf8), file: "f")
    #expect(least.precision == .float64 && least.instruments.isEmpty)
  }

  @Test("what belongs to a run is none of a request's: the unit of steps, a rate left out")
  func run() {
    #expect(
      problem(#"{"line": {"steps": [1], "unit": "learning_rate"}}"#)
        == "request.json: line.unit: found an unknown name, expected one of steps, along, normalization")
    #expect(problem(#"{"covariate_shift": {}}"#) == "request.json: covariate_shift: found no learning_rate, expected one")
    #expect(
      problem(#"{"trace": {"data": {"examples": 2}}}"#)
        == "request.json: trace.data.examples: found an unknown name, expected one of batch_size, statistics")
  }

  @Test("all settings that are missing are named at once")
  func missing() {
    #expect(
      problem(#"{"activations": {"lower": 0}}"#) == "request.json: activations: found no bins, no upper, expected each of them")
    #expect(problem(#"{"spectrum": {}}"#) == "request.json: spectrum: found no probes, no steps, no grid, expected each of them")
    #expect(
      problem(#"{"plane": {"alphas": [0]}, "activations": {"bins": 3}, "curvature": {}, "line": {"steps": [1]}}"#)
        == "request.json: found activations without lower, upper; plane without betas; curvature without top, expected these settings")
  }

  @Test("names that are not an entry's own, or come twice")
  func names() {
    let unknown = "found an unknown name, expected"
    // What needs a run is not offered.
    let offered = problem(#"{"typo": {}}"#) ?? ""
    #expect(offered.hasPrefix("request.json: typo: \(unknown) one of precision, ") && !offered.contains("distribution_shift"))
    #expect(problem(#"{"line": {"steps": [1], "typo": 1}}"#) == "request.json: line.typo: \(unknown) one of steps, along, normalization")
    #expect(problem(#"{"evaluation": {"mode": "train"}}"#) == "request.json: evaluation.mode: \(unknown) none")
    #expect(
      problem(#"{"hessian_vector_product": {"v": 1}}"#) == "request.json: hessian_vector_product.v: \(unknown) none")
    #expect(
      problem(#"{"curvature": {"top": 1, "block": true}}"#) == "request.json: curvature.block: \(unknown) one of blocks, top, data")
    #expect(
      problem(#"{"sharpness": {"rho": 1, "adaptive_rho": 1, "eps": 1}}"#)
        == "request.json: sharpness.eps: \(unknown) one of rho, adaptive_rho, eta")
    #expect(problem(#"{"gauss_newton_vector_product": {"v": 1}}"#) == "request.json: gauss_newton_vector_product.v: \(unknown) none")
    #expect(
      problem(#"{"plane": {"alphas": [1], "betas": [1], "beta": [1]}}"#)
        == "request.json: plane.beta: \(unknown) one of alphas, betas, normalization, seed")
    #expect(problem(#"{"theory": {"layer": 1, "unit": 1}}"#) == "request.json: theory.unit: \(unknown) one of layer")
    #expect(
      problem(#"{"precison": "float32"}"#)?.hasPrefix("request.json: precison: \(unknown) one of precision, ") == true)
    for (text, place) in [
      (#"{"line": {"steps": [1]}, "line": {"steps": [2]}}"#, "line"),
      (#"{"line": {"steps": [1], "steps": [2]}}"#, "line.steps"),
    ] {
      #expect(problem(text) == "request.json: \(place): found the name twice, expected it once")
    }
  }

  @Test(
    "values of another kind: an entry without arguments takes {} alone",
    arguments: ["false", "true", "null", "3", "[]", "\"x\""])
  func kinds(value: String) {
    for entry in ["evaluation", "hessian_vector_product"] {
      #expect(problem("{\"\(entry)\": \(value)}") == "request.json: \(entry): found another kind of value, expected {}")
    }
    for entry in ["line", "covariate_shift", "activations", "curvature", "plane", "theory"] {
      #expect(
        problem("{\"\(entry)\": \(value)}") == "request.json: \(entry): found another kind of value, expected an object"
      )
    }
  }

  @Test("values out of range")
  func ranges() {
    let steps = "expected finite numbers other than 0"
    let cases = [
      (#"{"line": {"steps": []}}"#, "line.steps: found an empty list, \(steps)"),
      (#"{"line": {"steps": [0]}}"#, "line.steps[0]: found 0.0, \(steps)"),
      (#"{"line": {"steps": [1, -0.0]}}"#, "line.steps[1]: found -0.0, \(steps)"),
      (
        #"{"line": {"steps": [1, 1e999]}}"#,
        "line.steps[1]: found a value that is malformed or out of range, expected a number"
      ),
      (
        #"{"covariate_shift": {"learning_rate": 0}}"#,
        "covariate_shift.learning_rate: found 0.0, expected a positive number"
      ),
      (
        #"{"covariate_shift": {"learning_rate": -0.1}}"#,
        "covariate_shift.learning_rate: found -0.1, expected a positive number"
      ),
      (#"{"plane": {"alphas": [], "betas": [1]}}"#, "plane.alphas: found an empty list, expected finite numbers"),
      (#"{"plane": {"alphas": [1], "betas": []}}"#, "plane.betas: found an empty list, expected finite numbers"),
      (
        #"{"activations": {"bins": 0, "lower": 0, "upper": 1}}"#,
        "activations.bins: found 0, expected 1 to 1000000"
      ),
      (
        #"{"activations": {"bins": 2, "lower": 1, "upper": 1}}"#,
        "activations: found edges 1.0 and 1.0, expected a lower and an upper one"
      ),
      (
        #"{"activations": {"bins": 2, "lower": -1e308, "upper": 1e308}}"#,
        "activations: found edges -1e+308 and 1e+308, expected a lower and an upper one"
      ),
      (#"{"curvature": {"top": -1}}"#, "curvature.top: found -1, expected 0 to 1000"),
      (#"{"curvature": {"top": 2.5}}"#, "curvature.top: found 2.5, expected a whole number"),
      (#"{"line": {"steps": [1], "along": "up"}}"#, "line.along: found up, expected one of gradient, direction"),
      (#"{"line": {"steps": [1], "normalization": "none"}}"#, "line.normalization: found none, expected one of batch, running"),
      (
        #"{"plane": {"alphas": [1], "betas": [1], "normalization": true}}"#,
        "plane.normalization: found another kind of value, expected a text"
      ),
      (
        #"{"theory": {"layer": [1]}}"#,
        "theory.layer: found another kind of value, expected a layer's index or a node's name"
      ),
      (#"{"theory": {"layer": -1}}"#, "theory.layer: found -1, expected an index from 0 or a node's name"),
      (#"{"plane": {"alphas": [1], "betas": [1], "seed": -1}}"#, "plane.seed: found -1, expected a number from 0"),
      (#"{"trace": {"data": {"statistics": "none"}}}"#, "trace.data.statistics: found none, expected one of batch, running"),
      (#"{"precision": "float16"}"#, "precision: found float16, expected one of float32, float64"),
    ]
    for (text, expected) in cases { #expect(problem(text) == "request.json: \(expected)") }
  }
}
