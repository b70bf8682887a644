internal import Instruments
public import Records
internal import Tensors

extension Request {
  /// The schema of `request.json`, as JSON Schema (draft 2020-12): made of the same lists of settings by which requests are read, with what each means, its unit and
  /// its usual value. What it cannot say (that `upper` is above `lower`, that a layer is one of the model's) is refused when the request is read or answered.
  public static var schema: JSONValue {
    var entries: [String: JSONValue] = [
      "precision": [
        "enum": .array(Precision.allCases.map { .string($0.rawValue) }), "default": .string(Precision.float64.rawValue),
        "description": "what the engine computes in",
      ]
    ]
    for type in Instruments.all where !type.needsRun { entries[type.requestKey] = type.requestSchema }
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "request.json",
      "description":
        "What measure is asked for: an entry for every measurement, with its settings. The answer has an entry of the same name for each, and the tables of --tables the columns listed here.",
      "type": "object", "additionalProperties": .bool(false), "properties": .object(entries),
    ]
  }
}
