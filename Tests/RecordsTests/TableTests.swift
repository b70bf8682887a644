import Foundation
import Records
import TestSupport
import Testing

@Suite("tables and values")
struct TableTests {
  @Test("a table reads back as it was written: quotes, commas, numbers to the last bit, nan and inf")
  func roundTrip() throws {
    var table = CSVTable(columns: ["step", "value", "a, \"name\""])
    let values = [0.1, 1.0 / 3, 1e-300, .nan, .infinity, -.infinity, 5]
    for (step, value) in values.enumerated() { table.append(step, value, "x\"\(step),") }
    let path = try TemporaryFolder.make() + "/table.csv"
    try AtomicFiles.write(table.text, to: path)
    let read = try CSVTable(contentsOf: path)
    #expect(read.columns == table.columns && read.rows == table.rows)
    expectAgreement(read.numbers("value")!, values, relative: 0)
    #expect(read.texts("a, \"name\"")?[3] == "x\"3," && read.numbers("no such column") == nil)
    #expect(table.text.hasPrefix("step,value,\"a, \"\"name\"\"\"\n0,0.1,"))
    #expect(table.text.contains("\n3,nan,") && table.text.contains("\n5,-inf,"))
  }

  @Test("a torn table is refused with its row")
  func torn() throws {
    let path = try TemporaryFolder.make() + "/table.csv"
    try AtomicFiles.write("a,b\n1,2\n3\n", to: path)
    let error = #expect(throws: RecordError.self) { try CSVTable(contentsOf: path) }
    #expect(error?.description.contains("row 2: found 1 fields, expected 2") == true)
    #expect(throws: RecordError.self) { try CSVTable(contentsOf: path + "x") }
  }

  @Test("JSON has sorted keys and null for what is no number")
  func json() throws {
    let value: JSONValue = ["b": .numbers([1, .nan, 0.1]), "a": ["x": .bool(true), "n": 3, "t": "é\"", "z": .null]]
    let text = String(decoding: try JSONValue.data(value), as: UTF8.self)
    #expect(
      text.split(whereSeparator: \.isWhitespace).joined() == "{\"a\":{\"n\":3,\"t\":\"é\\\"\",\"x\":true,\"z\":null},\"b\":[1,null,0.1]}")
  }

  @Test("a file that cannot be written leaves nothing behind and says why")
  func unwritable() throws {
    let folder = try TemporaryFolder.make()
    let error = #expect(throws: RecordError.self) { try AtomicFiles.write("x", to: "\(folder)/no/file") }
    #expect(error?.description.contains("\(folder)/no/file: cannot be written") == true)
    try AtomicFiles.write("x", to: "\(folder)/file")
    #expect(throws: RecordError.self) { try AtomicFiles.makeFolder("\(folder)/file/below") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["file"])
  }

  @Test("checksums give their standard answers for the digits 1 to 9")
  func checksums() {
    #expect(Checksum.crc32(Data("123456789".utf8)) == 0xcbf4_3926)
    // The FNV authors' own test vectors.
    #expect(Checksum.fnv1a(Data()) == "cbf29ce484222325" && Checksum.fnv1a(Data("foobar".utf8)) == "85944171f73967e8")
  }
}
