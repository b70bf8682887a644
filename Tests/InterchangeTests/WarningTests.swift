import Foundation
import Instruments
import Interchange
import Networks
import Records
import TestSupport
import Tensors
import Testing

/// What is answered and yet not to be relied on: the answer says so.
@Suite("warnings of an answer")
struct WarningTests {
  /// A case of two inputs and two classes with the given hidden layers, zeros in the file for none of its tensors.
  private func answer<R: Real>(
    _ layers: String, request: Request, samples: Int = 4, precision: R.Type = Double.self,
    change: (inout [String: StoredTensor]) -> Void = { _ in }
  ) throws -> (json: [String: Any], warnings: [String]) {
    let folder = try TemporaryFolder.make()
    let text =
      #"{"input": [2], "loss": "cross_entropy", "layers": [{"type": "Linear", "out_features": 2}, \#(layers)]}"#
    try AtomicFiles.write(text, to: "\(folder)/model.json")
    let model = try ModelDescription(
      contentsOf: "\(folder)/model.json", tensorNames: ["1.running_mean", "1.running_var"])
    let parameters: [Double] = Initializer.heNormal.parameters(of: model.network, seed: 3)
    var tensors = Dictionary(
      uniqueKeysWithValues: Weights.tensors(
        of: model.network, parameters: parameters, state: model.network.initialState()
      ).map {
        ($0.name, $0.tensor)
      })
    change(&tensors)
    try TensorFile.write(tensors.map { ($0.key, $0.value) }, to: "\(folder)/weights.safetensors")
    let inputs = (0..<2 * samples).map { Double($0 * $0 % 7) - 2 }
    try TensorFile.write(
      [
        ("x", StoredTensor(inputs, shape: [samples, 2])),
        ("y", StoredTensor((0..<samples).map { Int64($0 % 2) }, shape: [samples])),
      ], to: "\(folder)/batch.safetensors")
    let files = CaseFiles(folder: folder)
    let measurements = try Measurements(try Case<R>(files), request, files: files)
    return (try JSON.object(JSONValue.data(measurements.json)), measurements.warnings)
  }

  private func expectWarnings(
    _ found: (json: [String: Any], warnings: [String]), _ expected: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.warnings == expected, sourceLocation: sourceLocation)
    #expect(found.json["warnings"] as? [String] ?? [] == expected, sourceLocation: sourceLocation)
    #expect((found.json["warnings"] == nil) == expected.isEmpty, sourceLocation: sourceLocation)
  }

  private static let taken = "in training mode its output is the same whatever comes in"

  @Test("a normalization over one value is told of")
  func oneValue() throws {
    let request = Request([EvaluationInstrument()])
    for (layer, name) in [(#"{"type": "BatchNorm"}"#, "BatchNorm1d"), (#"{"type": "LpNorm", "p": "1"}"#, "LpNorm")] {
      let warning = "layer 1 (\(name)): found one value a channel of this batch, expected more: \(Self.taken)"
      expectWarnings(try answer("\(layer), {\"type\": \"Tanh\"}", request: request, samples: 1), [warning])
      expectWarnings(try answer("\(layer), {\"type\": \"Tanh\"}", request: request, samples: 2), [])
    }
    let groups = "layer 1 (GroupNorm): found one value a group of an example, expected more: \(Self.taken)"
    expectWarnings(try answer(#"{"type": "GroupNorm", "num_groups": 2}"#, request: request), [groups])
    expectWarnings(try answer(#"{"type": "GroupNorm", "num_groups": 1}"#, request: request), [])
    expectWarnings(try answer(#"{"type": "LayerNorm"}"#, request: request, samples: 1), [])
  }

  @Test("a negative running variance is an error that names file and tensor")
  func negativeVariance() throws {
    let error = #expect(throws: RecordError.self) {
      try answer(#"{"type": "BatchNorm"}"#, request: Request()) {
        $0["1.running_var"] = StoredTensor([1, -0.25], shape: [2])
      }
    }
    #expect(error?.file.hasSuffix("/weights.safetensors") == true)
    #expect(error?.problem == "1.running_var: found -0.25 at element 1, expected a number from 0")
    expectWarnings(
      try answer(#"{"type": "BatchNorm"}"#, request: Request()) {
        $0["1.running_var"] = StoredTensor([1, 0.0], shape: [2])
      }, [])
  }

  @Test("a step beyond all numbers gives null and a warning, whatever the network makes of infinite weights")
  func farSteps() throws {
    let request = Request([LineInstrument(steps: [0.1, 1e308, -1e308]), CovariateShiftInstrument(learningRate: 1e308)])
    for last in ["Sigmoid", "ReLU"] {
      let found = try answer(
        #"{"type": "\#(last)"}, {"type": "Linear", "out_features": 2}"#, request: request, precision: Float.self)
      expectWarnings(
        found,
        [
          "line: found no finite loss and gradient at steps [1e+308, -1e+308], answered null",
          "covariate_shift: found no finite gradient after the step of 0.weight, 2.weight, answered null",
        ])
      let line = try #require(found.json["line"] as? [String: Any])
      for name in ["loss", "gradient_distance", "smoothness"] {
        let values = try #require(line[name] as? [Any])
        #expect(values[0] is Double && values[1] is NSNull && values[2] is NSNull, "\(name)")
      }
      #expect(line["effective_smoothness"] is NSNull && line["loss_maximum"] is NSNull)
    }
  }

  @Test("weights without a finite loss are told of, entry by entry")
  func noFiniteLoss() throws {
    var request = Request.standard
    request.instruments.append(AnyInstrument(CurvatureInstrument(top: 1)))
    let found = try answer(#"{"type": "ReLU"}"#, request: request) {
      $0["0.weight"] = StoredTensor([Double](repeating: 1e308, count: 4), shape: [2, 2])
    }
    #expect(found.json["loss"] is NSNull && found.json["curvature"] is NSNull)
    #expect(
      found.warnings.map { $0.prefix { $0 != ":" } } == ["loss", "evaluation", "line", "covariate_shift", "curvature"],
      "\(found.warnings)")
  }
}
