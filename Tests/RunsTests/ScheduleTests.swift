import Foundation
import Records
import Runs
import Testing

/// When instruments look.
@Suite("schedules")
struct ScheduleTests {
  private func due(_ schedule: Schedule, upTo last: Int, stepsPerEpoch: Int = 1) -> [Int] {
    (0...last).filter { schedule.isDue(at: $0, isLast: false, stepsPerEpoch: stepsPerEpoch) }
  }

  @Test("every so many steps, from 0")
  func every() {
    #expect(due(.every(20), upTo: 60) == [0, 20, 40, 60] && due(.every(1), upTo: 3) == [0, 1, 2, 3] && due(.every(7), upTo: 6) == [0])
  }

  @Test("three a decade: 10^(k/3), rounded")
  func logarithmic() {
    // 1, 2.15, 4.64, 10, 21.5, 46.4, 100, 215.4, 464.2, 1000; the next is 2154.4.
    #expect(due(.logarithmic(perDecade: 3), upTo: 2000) == [0, 1, 2, 5, 10, 22, 46, 100, 215, 464, 1000])
    #expect(due(.logarithmic(perDecade: 1), upTo: 20000) == [0, 1, 10, 100, 1000, 10000])
    // 1, 1.26, 1.58, 2.00, 2.51, 3.16, 3.98, 5.01, 6.31, 7.94, 10, 12.6, 15.8, 20.0, 25.1, 31.6: some share a step.
    #expect(due(.logarithmic(perDecade: 10), upTo: 32) == [0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32])
  }

  @Test("three a decade stay exact far out")
  func far() {
    for (step, isDue) in [
      (2153, false), (2154, true), (2155, false), (464_158, false), (464_159, true), (1_000_000, true), (1_000_001, false),
    ] {
      #expect(Schedule.logarithmic(perDecade: 3).isDue(at: step, isLast: false, stepsPerEpoch: 1) == isDue, "\(step)")
    }
  }

  @Test("after passes through the data")
  func epochs() {
    #expect(due(.epochs(1), upTo: 20, stepsPerEpoch: 7) == [0, 7, 14] && due(.epochs(3), upTo: 50, stepsPerEpoch: 7) == [0, 21, 42])
  }

  @Test("at the steps that are named")
  func at() { #expect(due(.at([100, 0, 500]), upTo: 1000) == [0, 100, 500]) }

  @Test("at the end alone")
  func end() { #expect(due(.end, upTo: 100).isEmpty) }

  @Test("everything is due at the last step", arguments: [Schedule.every(20), .logarithmic(perDecade: 3), .epochs(2), .at([0]), .end])
  func last(schedule: Schedule) { #expect(schedule.isDue(at: 37, isLast: true, stepsPerEpoch: 5)) }

  private static let texts: [(Schedule, String)] = [
    (.every(20), #"{"every":20}"#), (.logarithmic(perDecade: 3), #"{"logarithmic":3}"#), (.epochs(2), #"{"epochs":2}"#),
    (.at([0, 30]), #"{"at":[0,30]}"#), (.end, #"{"end":true}"#),
  ]

  private func decoded(_ text: String) throws(RecordError) -> Schedule {
    try JSONInput.decode(Schedule.self, Data(text.utf8), file: "plan.json")
  }

  @Test("are an object of one name, and come back from it", arguments: texts)
  func coding(schedule: Schedule, text: String) throws {
    #expect(String(decoding: try JSONEncoder().encode(schedule), as: UTF8.self) == text)
    #expect(try decoded(text) == schedule)
  }

  @Test("of no steps, of fewer, or of fractions are refused", arguments: ["every", "logarithmic", "epochs"])
  func refusals(name: String) {
    for count in ["0", "-1"] {
      let error = #expect(throws: RecordError.self) { try decoded(#"{"\#(name)":\#(count)}"#) }
      #expect(error?.problem == "\(name): found no valid JSON (found \(count), expected a positive number), expected it")
    }
    for other in ["1.5", "true", #""1""#, "null"] { #expect(throws: RecordError.self) { try decoded(#"{"\#(name)":\#(other)}"#) } }
  }

  @Test("of named steps that are none, or negative, are refused", arguments: ["[]", "[-1]", "[0,-3]", "3", "[1.5]"])
  func namedSteps(steps: String) { #expect(throws: RecordError.self) { try decoded(#"{"at":\#(steps)}"#) } }

  @Test(
    "of no name, an unknown one or more than one are refused",
    arguments: ["{}", #"{"evry":20}"#, "20", #"{"every":20,"end":true}"#, #"{"every":20,"epochs":2}"#, #"{"end":false}"#])
  func names(text: String) { #expect(throws: RecordError.self, "\(text)") { try decoded(text) } }

  @Test("of more names than one say which")
  func twoNames() {
    let error = #expect(throws: RecordError.self) { try decoded(#"{"every":20,"end":true}"#) }
    #expect(error?.problem == "the file: found no valid JSON (found end, every, expected one of them), expected it")
  }
}
