import Foundation
import Records
import TestSupport
import Testing

@Suite("journals")
struct JournalTests {
  @Test("what was written is read back, to the last bit, and goes on")
  func roundTrip() throws {
    let path = "\(try TemporaryFolder.make())/journal"
    do {
      let journal = try Journal(path, title: "a", width: 2)
      #expect(journal.records.isEmpty)
      try journal.append(3, [0.1, -.infinity])
      try journal.append(1, [.nan, Double.leastNonzeroMagnitude])
    }
    let journal = try Journal(path, title: "a", width: 2)
    #expect(journal.records.map(\.index) == [3, 1])
    #expect(journal.records[0].values == [0.1, -.infinity])
    #expect(journal.records[1].values[0].isNaN && journal.records[1].values[1] == Double.leastNonzeroMagnitude)
    try journal.append(2, [1, 2])
    #expect(try Journal(path, title: "a", width: 2).records.map(\.index) == [3, 1, 2])
  }

  @Test("a torn or damaged record ends what is believed, and is written over")
  func damage() throws {
    let path = "\(try TemporaryFolder.make())/journal"
    var journal = try Journal(path, title: "a", width: 1)
    for index in 0..<3 { try journal.append(index, [Double(index)]) }
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for cut in 1...20 {
      try whole.dropLast(cut).write(to: URL(fileURLWithPath: path))
      journal = try Journal(path, title: "a", width: 1)
      #expect(journal.records.map(\.index) == [0, 1])
    }
    try journal.append(2, [2])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == whole)
    var damaged = whole
    damaged[whole.count - 25] ^= 1
    try damaged.write(to: URL(fileURLWithPath: path))
    #expect(try Journal(path, title: "a", width: 1).records.map(\.index) == [0])
  }

  @Test("another's is begun anew, and a place that cannot be written is named")
  func others() throws {
    let folder = try TemporaryFolder.make()
    do { try Journal("\(folder)/journal", title: "a", width: 1).append(0, [1]) }
    #expect(try Journal("\(folder)/journal", title: "b", width: 1).records.isEmpty)
    #expect(throws: RecordError(file: "\(folder)/none/journal", problem: "cannot be written: No such file or directory")) {
      try Journal("\(folder)/none/journal", title: "a", width: 1)
    }
  }
}
