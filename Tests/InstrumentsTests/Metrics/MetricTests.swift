import Instruments
import TestSupport
import Testing

/// Every metric of the catalogue against rows of which its number is known by hand.
@Suite("metrics")
struct MetricTests {
  static let cases: [MetricCase] =
    MetricCase.training + MetricCase.evaluation + MetricCase.line + MetricCase.distanceLine + MetricCase.covariateShift
    + MetricCase.distributionShift
    + MetricCase.linearity + MetricCase.gradientCurvature + MetricCase.sharpness + MetricCase.flatness + MetricCase.spectrum
    + MetricCase.representations
    + MetricCase.blocks + MetricCase.channelMeans
    + MetricCase.autocorrelation
    + MetricCase.timeGradients + MetricCase.weightMotion + MetricCase.normality + MetricCase.theorems + MetricCase.statistics
    + MetricCase.inspection + MetricCase.curvature + MetricCase.largestEigenvalue + MetricCase.batchSharpness + MetricCase.eigenspace
    + MetricCase.paths + MetricCase.planes

  @Test("are the numbers that were worked out by hand", arguments: cases)
  func number(_ metricCase: MetricCase) throws {
    let found = try #require(metricCase.found(), "an instrument \(metricCase.instrument) with a metric \(metricCase.metric)")
    expectAgreement([found], [metricCase.expected], relative: 1e-14)
  }

  @Test("have one name each, and every one is worked out by hand to a number")
  func coverage() {
    let covered = Set(Self.cases.filter { $0.expected.isFinite }.map { [$0.instrument, $0.metric] })
    var names = Set<String>()
    func check<I: Instrument>(_ type: I.Type) {
      for metric in I.metrics {
        #expect(covered.contains([I.name, metric.name]), "no rows by hand for \(I.name)'s \(metric.name)")
        #expect(names.insert(metric.name).inserted, "two metrics are named \(metric.name)")
      }
    }
    for type in Instruments.all { check(type) }
    #expect(names.count == Set(Self.cases.map(\.metric)).count)
  }

  @Test("of no rows are no numbers", arguments: Instruments.all.map { $0.name })
  func nothing(instrument: String) throws {
    func check<I: Instrument>(_ type: I.Type) {
      for metric in I.metrics { #expect(metric.value(Record<I>([], steps: 40, learningRate: 0.25)).isNaN, "\(metric.name)") }
    }
    let type = try #require(Instruments.named(instrument))
    check(type)
  }
}
