import ArgumentParser
import Foundation
import Instruments
import Networks
import Records
import Statistics
import Reports
import Runs
import TestSupport
import Testing

/// Small studies of the deep linear network, through the same options as the command line's.
@Suite("studies")
struct StudyTests {
  private func study(_ arguments: String, in folder: String) throws -> Study {
    let options = try StudyOptions.parse(
      ["--model", "dln", "--no-isolation", "--output", folder] + arguments.split(separator: " ").map(String.init))
    return try options.study(named: "test") { _, _ in
      Preset(
        depth: 4, learningRate: 1e-6, batchSize: 1000, steps: 20,
        probes: [LineInstrument(steps: [0.1, 10], unit: .learningRate), CovariateShiftInstrument()], looks: [ActivationInstrument()],
        seeds: 2, every: 10, precision: .float64)
    }
  }

  @Test("the number of workers does not show in any file")
  func workers() throws {
    let folders = try (0..<2).map { _ in try TemporaryFolder.make() }
    for (workers, folder) in [1, 3].enumerated().map({ ($1, folders[$0]) }) {
      let study = try study("--variants none,batch,linf,noisy-batch --seeds 2 --workers \(workers)", in: folder)
      let runs = try #require(try study.run())
      #expect(runs.count == 8)
      try study.report(runs, columns: [], figures: [])
    }
    let (first, second) = (try ResultFiles.read(folders[0]), try ResultFiles.read(folders[1]))
    #expect(first.count == 8 * 10 + 5 && Set(first.keys) == Set(second.keys))
    for (path, data) in first { #expect(second[path] == data, "\(path) differs") }
  }

  @Test("finished runs are found again; a changed option is another run")
  func found() throws {
    let folder = try TemporaryFolder.make()
    let first = try #require(try study("--seeds 2 --variants batch", in: folder).run())
    let stamps = try first.map { try FileManager.default.attributesOfItem(atPath: $0.folder)[.modificationDate] as? Date }
    let again = try #require(try study("--seeds 3 --variants batch", in: folder).run())
    #expect(again.count == 3 && Array(again.map(\.folder).prefix(2)) == first.map(\.folder))
    #expect(try first.map { try FileManager.default.attributesOfItem(atPath: $0.folder)[.modificationDate] as? Date } == stamps)
    let other = try #require(try study("--seeds 2 --variants batch --learning-rate 2e-6", in: folder).run())
    #expect(Set(other.map(\.folder)).isDisjoint(with: again.map(\.folder)))
  }

  @Test("a run that diverges is recorded at its step, and the study goes on")
  func divergence() throws {
    let folder = try TemporaryFolder.make()
    let runs = try #require(try study("--seeds 2 --variants none,batch --learning-rate 1e-3 --steps 200", in: folder).run())
    let plain = runs.filter { $0.configuration.variant == .none }
    for run in plain {
      let step = try #require(run.manifest.outcome.divergedAtStep)
      let last = try #require(try run.record(of: TrainingInstrument.self).entries.last)
      #expect(last.step == step && !last.row.loss.isFinite)
      #expect(try run.hasDiverged && run.metric(TrainingInstrument.finalLoss).isNaN)
    }
    #expect(runs.count == 4)
    let summary = try Summary(runs)
    #expect(summary.text([SummaryColumn(TrainingInstrument.finalLoss, title: "loss")]).contains("2 (2 diverged)"))
    // What a run measured on its way is finite, and is no side of a comparison.
    #expect(try plain[0].metric(LineInstrument.lossBandWidth).isFinite)
    let effect = try Effect.ratio("band", runs, LineInstrument.lossBandWidth, of: .batch)
    #expect(effect.values.isEmpty && effect.diverged >= 2)
    let text = try Summary(runs, effects: [try Effect("all", .value, runs) { _ in 1 }]).effectText()
    #expect(text.contains("Of fewer than 6 seeds"))
    #expect(
      text.contains("diverged runs") && text.split(separator: "\n").contains { $0.hasPrefix("all ") && $0.hasSuffix(" \(effect.diverged)") }
    )
  }

  @Test("the summary's means and paired comparisons are those of the runs")
  func summary() throws {
    let folder = try TemporaryFolder.make()
    let study = try study("--seeds 4 --variants none,l2", in: folder)
    let runs = try #require(try study.run())
    try study.report(runs, columns: [], figures: [])
    let table = try CSVTable(contentsOf: "\(folder)/summary.csv")
    let row = try #require(table.rows.first { $0[0] == "l2" && $0[1] == "default" && $0[2] == "loss_band_width" })
    func values(_ variant: Variant) throws -> [Double] { try runs.having(variant).map { try $0.metric(LineInstrument.lossBandWidth) } }
    let (l2, none) = (try values(.l2), try values(.none))
    let differences = zip(l2, none).map { $0 - $1 }
    let mean = l2.reduce(0, +) / 4
    let ratio = exp(zip(l2, none).reduce(0) { $0 + log($1.0 / $1.1) } / 4)
    let numbers = row.dropFirst(3).map { Double($0) ?? .nan }
    #expect(numbers[0] == 4 && numbers[4] == 4)
    expectAgreement([numbers[1], numbers[5], numbers[8]], [mean, differences.reduce(0, +) / 4, ratio], relative: 1e-12)
    #expect(numbers[2] <= mean && mean <= numbers[3])
    #expect(try numbers[11] == PairedTests.permutation(differences, stream: RandomStream(seed: 0, purpose: .resampling)))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: "\(folder)/summary.json"))) as? [String: Any])
    #expect(json["study"] as? String == "test")
  }

  @Test("effects have the runs' values by seed, and milestones are the first rows that come to their threshold")
  func effects() throws {
    let folder = try TemporaryFolder.make()
    let study = try study("--seeds 3 --variants none,batch", in: folder)
    let runs = try #require(try study.run())
    let effect = try Effect.ratio("band", runs, LineInstrument.lossBandWidth, of: .batch)
    let (batch, none) = (runs.having(.batch), runs.having(.none))
    #expect(effect.seeds == [0, 1, 2] && effect.runs == runs.map(\.manifest.hash).sorted())
    let width = LineInstrument.lossBandWidth
    expectAgreement(effect.values, try zip(batch, none).map { try $0.metric(width) / $1.metric(width) }, relative: 1e-12)
    // A seed without a value is left out, with its runs.
    let some = try Effect("some", .value, runs) { $0.runs[0].configuration.seed == 1 ? nil : try $0.metric(width, .none) }
    #expect(some.seeds == [0, 2] && some.runs.count == 4)
    try study.report(runs, columns: [], effects: [effect, try Effect("empty", .ratio, runs) { _ in nil }], figures: [])
    let json = try JSON.object(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/summary.json")))
    let stored = try #require(json["effects"] as? [String: [String: Any]])
    // Foundation's reader of JSON is off by a last bit at times.
    expectAgreement(stored["band"]?["values"] as? [Double] ?? [], effect.values, relative: 1e-15)
    #expect(stored["empty"]?["interval"] is NSNull)

    for run in runs {
      let record = try run.record(of: TrainingInstrument.self)
      let (steps, losses) = (record.entries.map { Double($0.step) }, record[\.loss])
      for threshold in losses {
        let expected = zip(steps, losses).first { $0.1 <= threshold }?.0
        #expect(try run.firstStep(TrainingInstrument.self, \.loss, window: 1, reaching: threshold, fromAbove: true) == expected)
      }
      let pairs = zip(losses, losses.dropFirst()).map { ($0 + $1) / 2 }
      let middle = pairs[pairs.count / 2]
      #expect(
        try run.firstStep(TrainingInstrument.self, \.loss, window: 2, reaching: middle, fromAbove: true)
          == zip(steps.dropFirst(), pairs).first { $0.1 <= middle }?.0)
      #expect(try run.firstStep(TrainingInstrument.self, \.loss, window: 1, reaching: .infinity) == nil)
    }
  }

  @Test("a run's weights load into its network and give the loss that it ended on")
  func weights() throws {
    let folder = try TemporaryFolder.make()
    let run = try #require(try study("--seeds 1 --variants batch", in: folder).run()?.first)
    let tensors = try TensorFile.read("\(run.folder)/weights.safetensors")
    #expect(tensors.count == 4 + 3 * 5 && tensors["0.weight"]?.shape == [10, 10])
  }
}
