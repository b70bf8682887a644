import Datasets
import Instruments
import Networks
import Records
import Reports
import Runs
import Training

/// Is the loss band narrower with batch normalization in small batches too?
enum BatchSizes {
  static let sizes = [16, 128]

  static func study(in folder: String, seeds: UInt64, steps: Int) throws -> Study {
    let library = DatasetLibrary(folder: FashionMNIST.defaultFolder)
    let plain = RunConfiguration(
      model: .mlp(hidden: [64, 64], activation: .relu), variant: .none,
      dataset: try library.images(scaling: .standardized, side: nil, examples: 2000), initializer: .heNormal,
      optimizer: .sgd(), learningRate: 0.1, batchSize: 128, steps: steps, seed: 0, precision: .float32,
      measurements: [
        Measurement(TrainingInstrument(), .every(10)),
        Measurement(LineInstrument(steps: [0.5, 1, 2, 4], unit: .learningRate), .every(10)),
      ])
    let grid = [plain].varying(\.batchSize, over: sizes).varying(\.variant, over: [.none, .batch])
      .varying(\.seed, over: Array(0..<seeds))
    return Study(
      name: "batch-sizes", folder: folder, configurations: grid, datasets: library, setting: { "batch \($0.batchSize)" })
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    try sizes.map { size in
      try .ratio("loss_band_\(size)", runs.having { $0.batchSize == size }, LineInstrument.lossBandWidth, of: .batch)
    }
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let panels = try sizes.map { size in
      try ChartFigure.panel(
        runs.having { $0.batchSize == size }, LineInstrument.self, \.lossBand, title: "width of the loss band, batch \(size)", unit: .loss)
    }
    return [ChartFigure.make(name: "figure-band", panels: panels)]
  }

  static func run(in folder: String, seeds: UInt64 = 12, steps: Int = 200) throws {
    let study = try study(in: folder, seeds: seeds, steps: steps)
    let runs = try study.execute()
    _ = try study.writeReport(runs, effects: try effects(runs), figures: try figures(runs))
  }
}
