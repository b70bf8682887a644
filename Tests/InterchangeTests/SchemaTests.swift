import Foundation
import Instruments
import Interchange
import Records
import TestSupport
import Testing

/// The schema of requests: what it lets pass is read, and what it refuses is refused.
@Suite("schema of request.json")
struct SchemaTests {
  private static var entries: [String: [String: Any]] {
    let schema = (try? JSONSerialization.jsonObject(with: JSONValue.data(Request.schema)) as? [String: Any]) ?? [:]
    return (schema["properties"] as? [String: Any] ?? [:]).compactMapValues { $0 as? [String: Any] }
  }

  /// A value for a setting, from what its schema says alone.
  private func value(_ name: String, _ schema: [String: Any]) -> Any {
    if let words = schema["enum"] as? [Any] { return words[0] }
    switch schema["type"] as? String {
    case "array": return [0.5]
    case "number": return name == "lower" ? -0.5 : 0.5
    default: return schema["minimum"] ?? 1
    }
  }

  /// An entry with the settings that must be given.
  private func least(_ entry: [String: Any]) -> [String: Any] {
    let (properties, required) = (entry["properties"] as? [String: [String: Any]] ?? [:], entry["required"] as? [String] ?? [])
    return Dictionary(uniqueKeysWithValues: required.map { ($0, value($0, properties[$0] ?? [:])) })
  }

  private func problem(_ request: [String: Any]) throws -> String? {
    let data = try JSONSerialization.data(withJSONObject: request)
    do throws(RecordError) {
      _ = try Request(data, file: "request.json")
      return nil
    } catch {
      return error.description
    }
  }

  @Test("has every instrument that needs no run, each setting with a phrase and a type")
  func whole() {
    #expect(Set(Self.entries.keys) == Set(Instruments.all.filter { !$0.needsRun }.map { $0.requestKey } + ["precision"]))
    for (name, entry) in Self.entries where name != "precision" {
      for (setting, schema) in entry["properties"] as? [String: [String: Any]] ?? [:] {
        let text = schema["description"] as? String ?? ""
        #expect(!text.isEmpty && !text.hasSuffix(".") && text.first?.isLowercase == true, "\(name).\(setting): \(text)")
        #expect(schema["type"] != nil || schema["enum"] != nil, "\(name).\(setting)")
      }
      #expect((entry["tables"] as? [String: Any])?.isEmpty == false && (entry["description"] as? String)?.isEmpty == false, "\(name)")
    }
    let line = Self.entries["line"]?["properties"] as? [String: [String: Any]]
    #expect(line?["steps"]?["unit"] as? String == "θ²/loss" && line?["unit"] == nil && line?["along"]?["default"] as? String == "gradient")
    #expect((Self.entries["curvature"]?["properties"] as? [String: [String: Any]])?["top"]?["maximum"] as? Int == 1000)
  }

  @Test(
    "what it needs is enough, and every setting that is left out is named", arguments: entries.keys.filter { $0 != "precision" }.sorted())
  func required(name: String) throws {
    let least = least(try #require(Self.entries[name]))
    #expect(try problem([name: least]) == nil)
    for setting in least.keys {
      var less = least
      less[setting] = nil
      #expect(try problem([name: less]) == "request.json: \(name): found no \(setting), expected one")
    }
    let error = least.isEmpty ? nil : try problem([name: [String: Any]()])
    for setting in least.keys { #expect(error?.contains("no \(setting)") == true, "\(error ?? "")") }
  }

  @Test("an entry that is not in it needs a run, and no other does", arguments: Instruments.all.indices)
  func needsRun(index: Int) throws {
    let type = Instruments.all[index]
    let golden = try #require(GoldenCase.all.first { $0.testDescription == "mlp-batch-norm" })
    let request = [type.requestKey: least(Self.entries[type.requestKey] ?? [:])]
    let subject = try Case<Double>(golden.files)
    var error = ""
    do {
      _ = try Measurements(subject, try Request(JSONSerialization.data(withJSONObject: request), file: "request"), files: golden.files)
    } catch let problem as RecordError {
      error = problem.description
    }
    #expect(error.contains("found no training run") == type.needsRun, "\(type.name): \(error)")
  }

  /// Requests that both must refuse; what a schema cannot say is not among them.
  static let wrong = [
    #"[]"#, #"{"precision": "float16"}"#, #"{"precison": "float32"}"#, #"{"line": {}}"#, #"{"line": {"steps": []}}"#,
    #"{"line": {"steps": [0]}}"#, #"{"line": {"steps": [1, -0.0]}}"#, #"{"line": {"steps": ["1"]}}"#, #"{"line": {"steps": 1}}"#,
    #"{"line": {"steps": [1], "along": "up"}}"#, #"{"line": {"steps": [1], "unit": "learning_rate"}}"#, #"{"line": null}"#,
    #"{"evaluation": true}"#, #"{"evaluation": {"mode": 1}}"#, #"{"covariate_shift": {"learning_rate": 0}}"#,
    #"{"activations": {"bins": 0, "lower": 0, "upper": 1}}"#, #"{"activations": {"bins": 2.5, "lower": 0, "upper": 1}}"#,
    #"{"activations": {"bins": 1}}"#, #"{"curvature": {"top": -1}}"#, #"{"curvature": {"top": 1001}}"#,
    #"{"curvature": {"top": 1, "blocks": "yes"}}"#, #"{"curvature": {"top": 1, "blocks": 1}}"#, #"{"theory": {"layer": -1}}"#,
    #"{"theory": {"layer": [1]}}"#, #"{"plane": {"alphas": [], "betas": [1]}}"#, #"{"plane": {"alphas": [1], "betas": [1], "seed": -1}}"#,
    #"{"plane": {"alphas": [1], "betas": [1], "seed": 1.5}}"#, #"{"path": {"targets": []}}"#, #"{"path": {"targets": ["other", "other"]}}"#,
    #"{"path": {"curves": ["arc"]}}"#, #"{"path": {"points": 1}}"#, #"{"spectrum": {"probes": 1, "steps": 1}}"#,
    #"{"spectrum": {"probes": 1, "steps": 1, "grid": 1}}"#, #"{"trace": {"method": "hutch"}}"#, #"{"trace": {"products": 3}}"#,
    #"{"trace": {"data": {"examples": 5}}}"#, #"{"trace": {"data": {"statistics": "none"}}}"#, #"{"trace": {"data": true}}"#,
    #"{"sharpness": {"rho": 0, "adaptive_rho": 1}}"#, #"{"sharpness": {"rho": 1, "adaptive_rho": 1, "eta": -1}}"#,
    #"{"keskar_sharpness": {"epsilons": [0]}}"#, #"{"filter_flatness": {"directions": 1}}"#, #"{"relative_flatness": {"weight": 0}}"#,
    #"{"gradient_autocorrelation": {"points": 63}}"#, #"{"batch_sharpness": {"batches": 0}}"#, #"{"time_gradients": {"nodes": 3}}"#,
    #"{"largest_eigenvalue": {"tolerance": 0}}"#, #"{"eigenspace": {"top": 0}}"#, #"{"interpolation": {"steps": []}}"#,
  ]

  @Test("every golden request passes jsonschema's validator, and both refuse what is wrong", .enabled(if: Python.isThere))
  func validator() throws {
    let folder = try TemporaryFolder.make()
    try JSONValue.data(Request.schema).write(to: URL(fileURLWithPath: "\(folder)/schema.json"))
    func write(_ texts: [String], to name: String) throws {
      try ("[" + texts.joined(separator: ",\n") + "]").write(toFile: "\(folder)/\(name).json", atomically: true, encoding: .utf8)
    }
    let names = Self.entries.keys.filter { $0 != "precision" }.sorted()
    let made = try names.map { name in
      String(decoding: try JSONSerialization.data(withJSONObject: [name: least(Self.entries[name] ?? [:])]), as: UTF8.self)
    }
    let golden = try GoldenCase.all.map { String(decoding: try $0.request(), as: UTF8.self) }
    #expect(golden.count > 10)
    try write(golden + made, to: "right")
    try write(Self.wrong, to: "wrong")
    for text in Self.wrong {
      #expect(throws: RecordError.self, "\(text)") { try Request(Data(text.utf8), file: "request.json") }
    }
    let result = try Python.run(
      """
      import json, jsonschema
      schema, right, wrong = (json.load(open(f"{name}.json")) for name in ("schema", "right", "wrong"))
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      for request in right:
          for error in validator.iter_errors(request):
              print("refused:", json.dumps(request), error.message)
      for request in wrong:
          if validator.is_valid(request):
              print("let pass:", json.dumps(request))
      """, in: folder)
    #expect(result.status == 0 && result.output.isEmpty, "\(result.output)")
  }
}
