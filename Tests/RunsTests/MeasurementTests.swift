import struct Foundation.Data
import class Foundation.JSONEncoder
import Instruments
import Networks
import Records
import Runs
import Tensors
import Testing
import Training

/// Instruments with their schedules, as runs' configurations and hashes hold them.
@Suite("measurements of a configuration")
struct MeasurementTests {
  private static let cases: [(Measurement, String)] = [
    (Measurement(TrainingInstrument(), .every(20)), #"{"instrument":"training","schedule":{"every":20},"version":1}"#),
    (Measurement(EvaluationInstrument(), .epochs(2)), #"{"instrument":"evaluation","schedule":{"epochs":2},"version":1}"#),
    (
      Measurement(LineInstrument(steps: [0.5, 1], unit: .learningRate), .logarithmic(perDecade: 3)),
      #"{"instrument":"line","schedule":{"logarithmic":3},"settings":{"steps":[0.5,1],"unit":"learning_rate"},"version":1}"#
    ),
    (
      Measurement(GradientInstrument(), .end, examples: 20),
      #"{"examples":20,"instrument":"gradient","schedule":{"end":true},"version":1}"#
    ),
    (Measurement(InspectionInstrument(), .end), #"{"instrument":"inspection","schedule":{"end":true},"version":1}"#),
  ]

  private static let configuration = RunConfiguration(
    model: .dln(depth: 2), variant: .batch, dataset: .gaussianRegression(examples: 20, features: 2), initializer: .glorotNormal,
    optimizer: .sgd(), learningRate: 0.25, batchSize: 5, steps: 10, seed: 1, precision: .float64, measurements: cases.map(\.0))

  private func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func decoded<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) throws(RecordError) -> Value {
    try JSONInput.decode(type, Data(text.utf8), file: "plan.json")
  }

  @Test("are the instrument's entries with the schedule beside them, and come back", arguments: cases)
  func coding(measurement: Measurement, json: String) throws {
    #expect(try text(measurement) == json && decoded(json) == measurement)
  }

  @Test("of unknown instruments, or without a schedule, are refused")
  func refusals() throws {
    let unknown = #expect(throws: RecordError.self) {
      try decoded(#"{"instrument":"linee","schedule":{"every":20},"version":1}"#, as: Measurement.self)
    }
    #expect(try #require(unknown).problem.contains("found no instrument linee, expected one of training,"))
    let never = #expect(throws: RecordError.self) { try decoded(#"{"instrument":"training","version":1}"#, as: Measurement.self) }
    #expect(never?.problem == "the file: found no schedule, expected one")
  }

  @Test("count in a run's hash with their versions: a raised one makes another run")
  func version() throws {
    let configuration = Self.configuration
    let canonical = try text(configuration)
    #expect(try configuration.hash == Checksum.fnv1a(Data(canonical.utf8)))
    // The text holds all measurements as they are above.
    #expect(canonical.contains("\"measurements\":[\(Self.cases.map(\.1).joined(separator: ","))]"))
    #expect(canonical.ranges(of: #""version":1"#).count == configuration.measurements.count)
    var hashes: Set = [try configuration.hash]
    for place in canonical.ranges(of: #""version":1"#) {
      var raised = canonical
      raised.replaceSubrange(place, with: #""version":2"#)
      hashes.insert(Checksum.fnv1a(Data(raised.utf8)))
      // What an other version wrote is read as this program's own.
      let read: RunConfiguration = try decoded(raised)
      #expect(try read == configuration && read.hash == configuration.hash)
    }
    #expect(hashes.count == 1 + configuration.measurements.count)
  }

  @Test("count in a run's hash with their settings and schedules")
  func settings() throws {
    var hashes: Set = [try Self.configuration.hash]
    for (index, other) in [
      (0, Measurement(TrainingInstrument(), .every(21))), (2, Measurement(LineInstrument(steps: [0.5, 1]), .logarithmic(perDecade: 3))),
      (2, Measurement(LineInstrument(steps: [0.5, 2], unit: .learningRate), .logarithmic(perDecade: 3))),
      (3, Measurement(StatisticsInstrument(), .end)),
    ] {
      var configuration = Self.configuration
      configuration.measurements[index] = other
      hashes.insert(try configuration.hash)
    }
    #expect(hashes.count == 5)
  }
}
