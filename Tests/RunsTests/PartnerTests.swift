import Datasets
import Foundation
import Instruments
import Records
import Runs
import TestSupport
import Testing
import Training

/// Runs with a partner, and the paths to it.
@Suite("partners of runs")
struct PartnerTests {
  /// Images that are the same whatever the seed.
  private static let library: DatasetLibrary = {
    do {
      let labels = (0..<60).map { UInt8($0 * 7 % 10) }
      return DatasetLibrary(folder: try ImageFiles.make(training: labels, test: Array(labels.prefix(20)), side: 4))
    } catch { preconditionFailure("\(error)") }
  }()

  private func configuration(_ partner: Partner?, seed: UInt64 = 5) throws -> RunConfiguration {
    let dataset = try Self.library.images(scaling: .standardized, side: nil)
    var configuration = RunConfiguration(
      model: .mlp(hidden: [8], activation: .tanh), variant: .batch, dataset: dataset,
      initializer: .glorotUniform, optimizer: .sgd(momentum: 0.9), learningRate: 0.05, batchSize: 10, steps: 30, seed: seed,
      precision: .float64, measurements: [])
    configuration.partner = partner
    let targets: [PathInstrument.Target] = partner == nil ? [.start, .fresh] : [.other]
    configuration.measurements = [
      Measurement(
        PathInstrument(targets: targets, normalizations: SurfaceStatistics.allCases, points: 3, examples: 60), .end)
    ]
    return configuration
  }

  private func rows(_ configuration: RunConfiguration) throws -> [PathInstrument.Row] {
    let store = try RunStore(folder: try TemporaryFolder.make())
    let runs = try Runner(store: store, execution: Execution()).run(
      title: "test", [configuration], datasets: Self.library)
    return try runs[0].record(of: PathInstrument.self).entries.map(\.row)
  }

  private func losses(_ rows: [PathInstrument.Row], _ target: PathInstrument.Target, _ statistics: SurfaceStatistics) -> [Double] {
    rows.filter { $0.target == target.rawValue && $0.normalization == statistics.rawValue }.map(\.loss)
  }

  @Test("that share all steps are the run itself")
  func twin() throws {
    let rows = try rows(try configuration(Partner(sharedSteps: 30)))
    for statistics in SurfaceStatistics.allCases {
      let losses = losses(rows, .other, statistics)
      #expect(losses.count == 3 && losses[0] == losses[2])
      expectAgreement([losses[1]], [losses[0]], relative: 1e-12)
    }
    #expect(rows.allSatisfy { (0...1).contains($0.accuracy) && $0.testLoss.isFinite && (0...1).contains($0.testAccuracy) })
  }

  @Test("of their own initial weights are the run of another seed")
  func fresh() throws {
    let own = try rows(try configuration(Partner(sharedSteps: nil)))
    // The same two networks from the other side.
    let other = try rows(try configuration(Partner(sharedSteps: nil), seed: 5 ^ 1 << 63))
    for statistics in SurfaceStatistics.allCases {
      let (there, back) = (losses(own, .other, statistics), losses(other, .other, statistics))
      expectAgreement(there, Array(back.reversed()), relative: 1e-12)
      #expect(there[0] != there[2])
    }
  }

  @Test("that part early end elsewhere than those that part late, which stay closer")
  func parting() throws {
    func middle(_ shared: Int) throws -> Double {
      let losses = losses(try rows(try configuration(Partner(sharedSteps: shared))), .other, .batch)
      return abs(losses[2] - losses[0])
    }
    let (early, late) = (try middle(0), try middle(29))
    #expect(early != late && late < early && late > 0)
  }

  @Test("lead from where the run started, and from where another seed would have")
  func starts() throws {
    let rows = try rows(try configuration(nil))
    let (start, fresh) = (losses(rows, .start, .batch), losses(rows, .fresh, .batch))
    #expect(start[0] == fresh[0] && start[2] != fresh[2] && start[2] > start[0])
  }

  @Test("that a path needs and that are not there, or the other way about, are refused")
  func refusals() throws {
    var lonely = try configuration(Partner(sharedSteps: 3))
    lonely.partner = nil
    var idle = try configuration(nil)
    idle.partner = Partner(sharedSteps: nil)
    var stopped = try configuration(Partner(sharedSteps: 3))
    stopped.stopping = StoppingRule(loss: 1)
    for (refused, problem) in [
      (stopped, "partner: found one beside a stopping rule, expected either"),
      (lonely, "partner: found none, expected one: a path leads to it"), (idle, "partner: found one, expected none: no path leads to it"),
      (try configuration(Partner(sharedSteps: 31)), "partner: found 31 shared steps, expected 0 to the run's 30"),
    ] {
      let error = #expect(throws: ConfigurationError.self) { _ = try rows(refused) }
      #expect(error?.description == problem)
    }
  }
}
