import TestSupport
import Testing

/// `studies/measure/export.py`, held to PyTorch by the tests in Python beside this file.
@Suite("export from PyTorch", .enabled(if: Python.hasTorch, "no Python with torch"))
struct ExportTests {
  @Test("faithful cases are measured as PyTorch does, all others are refused")
  func export() throws {
    let result = try Python.runTests(in: "Tests/StudiesTests")
    #expect(result.status == 0 && result.output.contains("\nOK"), "\(result.output)")
  }
}
