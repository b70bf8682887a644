import Instruments
import Testing

/// Settings with which nothing could be measured.
@Suite("settings of instruments")
struct InstrumentSettingTests {
  private func expectRefused(_ instrument: some Instrument, _ name: String, _ found: String, _ expected: String) {
    #expect(throws: InstrumentError.invalidSetting(name: name, found: found, expected: expected)) { try instrument.validate() }
  }

  @Test("a line needs steps, finite and not 0")
  func line() throws {
    for steps in [[], [0], [1, 0], [1, .nan], [.infinity], [-.infinity]] as [[Double]] {
      expectRefused(LineInstrument(steps: steps), "steps", "\(steps)", "one number or more, finite and not 0")
    }
    try LineInstrument(steps: [-1, 1e-300]).validate()
  }

  @Test("a covariate shift needs a positive learning rate, its own or the run's")
  func covariateShift() throws {
    for rate in [0, -0.1, .nan, .infinity] {
      expectRefused(CovariateShiftInstrument(learningRate: rate), "learning_rate", "\(rate)", "a positive number")
    }
    try CovariateShiftInstrument(learningRate: 1e-300).validate()
    try CovariateShiftInstrument().validate()
  }

  @Test(
    "histograms need a bin on a range", arguments: [(0, -1.0, 1.0), (-1, -1, 1), (4, 1, 1), (4, 2, 1), (4, .nan, 1), (4, 0, .infinity)])
  func activations(bins: Int, lower: Double, upper: Double) {
    expectRefused(
      ActivationInstrument(bins: bins, lower: lower, upper: upper), "activations", "\(bins) bins on [\(lower), \(upper))",
      "one bin or more on a range that is not empty")
  }

  @Test("curvatures have up to 250 eigenvalues")
  func curvature() throws {
    for top in [-1, 251, .min, .max] {
      expectRefused(CurvatureInstrument(top: top), "top", "\(top)", "a number of eigenvalues from 0 to 250")
    }
    for top in [0, 5, 250] { try CurvatureInstrument(top: top).validate() }
  }

  @Test("a plane needs finite steps both ways")
  func plane() throws {
    for steps in [[], [.nan], [1, .infinity]] as [[Double]] {
      expectRefused(PlaneInstrument(alphas: steps, betas: [1]), "alphas", "\(steps)", "one finite number or more")
      expectRefused(PlaneInstrument(alphas: [1], betas: steps), "betas", "\(steps)", "one finite number or more")
    }
    try PlaneInstrument(alphas: [0], betas: [0]).validate()
  }

  @Test("those that stand in the catalogue's plans are none of these")
  func valid() throws {
    for (instrument, _) in AnyInstrumentTests.cases { try instrument.validate() }
    #expect(
      "\(InstrumentError.invalidSetting(name: "top", found: "-1", expected: "a number"))" == "top: found -1, expected a number")
  }
}
