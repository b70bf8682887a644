import ArgumentParser
import Foundation
import Records
import Statistics
import Studies
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
        depth: 4, learningRate: 1e-6, batchSize: 1000, steps: 20, seeds: 2, every: 10, stepSizeMultiples: [0.1, 10], precision: .float64)
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
    #expect(first.count == 8 * 10 + 3 && Set(first.keys) == Set(second.keys))
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
      let training = try #require(try run.table("training.csv"))
      #expect(training.numbers("step")?.last == Double(step) && training.numbers("loss")?.last?.isFinite == false)
      #expect(run.metric("diverged") == 1 && run.metric("training_loss_final").isNaN)
    }
    #expect(runs.count == 4)
    let summary = try Summary(runs)
    #expect(summary.text([SummaryColumn("training_loss_final", title: "loss")]).contains("2 (2 diverged)"))
  }

  @Test("the summary's means and paired comparisons are those of the runs")
  func summary() throws {
    let folder = try TemporaryFolder.make()
    let study = try study("--seeds 4 --variants none,l2", in: folder)
    let runs = try #require(try study.run())
    try study.report(runs, columns: [], figures: [])
    let table = try CSVTable(contentsOf: "\(folder)/summary.csv")
    let row = try #require(table.rows.first { $0[0] == "l2" && $0[1].isEmpty && $0[2] == "loss_band_width" })
    func values(_ variant: String) -> [Double] {
      runs.filter { $0.configuration.variant.rawValue == variant }.map { $0.metric("loss_band_width") }
    }
    let (l2, none) = (values("l2"), values("none"))
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
    let effect = try Effect.ratio("band", runs, "loss_band_width", of: .batch)
    let (batch, none) = (runs.having(.batch), runs.having(.none))
    #expect(effect.seeds == [0, 1, 2] && effect.runs == runs.map(\.manifest.hash).sorted())
    expectAgreement(effect.values, zip(batch, none).map { $0.metric("loss_band_width") / $1.metric("loss_band_width") }, relative: 1e-12)
    // A seed without a value is left out, with its runs.
    let some = try Effect("some", .value, runs) { $0.runs[0].configuration.seed == 1 ? nil : $0.metric("loss_band_width", .none) }
    #expect(some.seeds == [0, 2] && some.runs.count == 4)
    try study.report(runs, columns: [], effects: [effect, try Effect("empty", .ratio, runs) { _ in nil }], figures: [])
    let json = try JSON.object(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/summary.json")))
    let stored = try #require(json["effects"] as? [String: [String: Any]])
    // Foundation's reader of JSON is off by a last bit at times.
    expectAgreement(stored["band"]?["values"] as? [Double] ?? [], effect.values, relative: 1e-15)
    #expect(stored["empty"]?["interval"] is NSNull)

    for run in runs {
      let table = try #require(try run.table("training.csv"))
      let (steps, losses) = (try #require(table.numbers("step")), try #require(table.numbers("loss")))
      for threshold in losses {
        let expected = zip(steps, losses).first { $0.1 <= threshold }?.0
        #expect(try run.firstStep("training.csv", "loss", window: 1, reaching: threshold, fromAbove: true) == expected)
      }
      let pairs = zip(losses, losses.dropFirst()).map { ($0 + $1) / 2 }
      let middle = pairs[pairs.count / 2]
      #expect(
        try run.firstStep("training.csv", "loss", window: 2, reaching: middle, fromAbove: true)
          == zip(steps.dropFirst(), pairs).first { $0.1 <= middle }?.0)
      #expect(try run.firstStep("training.csv", "loss", window: 1, reaching: .infinity) == nil)
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
