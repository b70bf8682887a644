import Instruments
import Interchange
import Records
import Tensors
import TestSupport
import Testing

/// Everything measured on the golden cases, against an independent implementation: float64 within 1e-8 (and 1e-12 of the gradient's norm, where a
/// difference cancels), float32 within 1e-4 (and 1e-5).
@Suite("golden cases")
struct GoldenTests {
  @Test("float64", arguments: GoldenCase.all)
  func float64(golden: GoldenCase) throws { try check(golden, Double.self, relative: 1e-8, absolute: 1e-12) }

  @Test("float32", arguments: GoldenCase.all)
  func float32(golden: GoldenCase) throws { try check(golden, Float.self, relative: 1e-4, absolute: 1e-5) }

  private func check<R: Real>(_ golden: GoldenCase, _ type: R.Type, relative: Double, absolute: Double) throws {
    let files = golden.files
    let expected = try golden.expected()
    let request = try Request(try golden.request(), file: "request.json")
    let found = try JSON.object(try JSONValue.data(try Measurements(try Case<R>(files), request, files: files).json))
    let norm = (expected["gradient"] as? [String: Any])?["norm"] as? Double ?? 0
    let scale = absolute * max(1, norm)
    // Smoothness is a distance over a step: what cancels in the one is divided by the other.
    let smallest = (request.instruments.compactMap { ($0.base as? LineInstrument)?.steps.map(abs).min() }.first ?? 1) * norm
    JSON.expectAgreement(found, expected, relative: relative, countsExactly: R.precision == .float64) {
      $0.contains("smoothness") ? scale / smallest : scale
    }
    let shifts = (found["covariate_shift"] as? [String: Any])?["layers"] as? [[String: Any]]
    let first = shifts?.first?["parameter"] as? String
    if first?.hasPrefix("0.") == true { #expect(shifts?.first?["distance"] as? Double == 0, "nothing before the first layer moves") }
  }
}
