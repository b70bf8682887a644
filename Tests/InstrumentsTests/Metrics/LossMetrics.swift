import Instruments

extension MetricCase {
  /// Losses on batches and on the test split.
  static var training: [MetricCase] {
    func at(_ step: Int, _ loss: Double, _ accuracy: Double) -> (Int, TrainingInstrument.Row) {
      var row = TrainingInstrument.Row()
      (row.loss, row.accuracy, row.gradientNorm, row.weightNorm) = (loss, accuracy, 1000, 2000)
      return (step, row)
    }
    // The last tenth of 40 steps is from 36 on; 35 is not of it. Loss: (1 + 2 + 6) / 3 = 3, and not the median 2. Accuracy: (0.5 + 0.6 + 1) / 3 = 0.7.
    let rows = [at(0, 8, 0.1), at(35, 100, 0), at(36, 1, 0.5), at(37, .nan, .infinity), at(38, 2, 0.6), at(40, 6, 1)]
    return of(TrainingInstrument.self, rows, ["training_loss_final": 6, "training_loss_late": 3, "training_accuracy_late": 0.7])
      // The run stopped at 38: no end, but a late part. (1 + 2) / 2 = 1.5.
      + of(
        TrainingInstrument.self, Array(rows.dropLast()), named: "of a run that diverged",
        ["training_loss_final": .nan, "training_loss_late": 1.5])
  }

  static var evaluation: [MetricCase] {
    func at(_ step: Int, _ loss: Double, _ accuracy: Double) -> (Int, EvaluationInstrument.Row) {
      var row = EvaluationInstrument.Row()
      (row.loss, row.accuracy) = (loss, accuracy)
      return (step, row)
    }
    let rows = [at(20, 2, 0.4), at(39, 9, 0.95), at(40, 0.5, 0.9)]
    return of(EvaluationInstrument.self, rows, ["test_loss_final": 0.5, "test_accuracy_final": 0.9])
      + of(
        EvaluationInstrument.self, Array(rows.dropLast()), named: "of a run that diverged",
        ["test_loss_final": .nan, "test_accuracy_final": .nan])
  }

  static var statistics: [MetricCase] {
    func at(_ step: Int, _ statistics: String, _ accuracy: Double) -> (Int, StatisticsInstrument.Row) {
      var row = StatisticsInstrument.Row()
      (row.statistics, row.loss, row.accuracy) = (statistics, 1000, accuracy)
      return (step, row)
    }
    let early = [at(20, "moving", 0.1), at(20, "population", 0.2), at(20, "batch", 0.3)]
    let late = [at(40, "moving", 0.7), at(40, "population", 0.8), at(40, "batch", 0.9)]
    return of(
      StatisticsInstrument.self, early + late, ["test_accuracy_moving": 0.7, "test_accuracy_population": 0.8, "test_accuracy_batch": 0.9])
  }

  static var inspection: [MetricCase] {
    func unit(_ mean: Double, _ deviation: Double, _ gamma: Double) -> (Int, InspectionInstrument.Row) {
      var row = InspectionInstrument.Row()
      (row.normalizedMean, row.normalizedDeviation) = (mean, deviation)
      (row.gamma, row.beta, row.movingMean, row.movingVariance) = (gamma, -gamma, gamma + 1, gamma + 2)
      return (40, row)
    }
    // A unit whose γ is 0 has no number. (−1 + 2 + 8) / 3 = 3, not the median 2; (0.5 + 1 + 3) / 3 = 1.5, not the median 1;
    // (1000 + 0 + 3000 + 8000) / 4 = 3000, not the median 2000.
    return of(
      InspectionInstrument.self, [unit(-1, 0.5, 1000), unit(.nan, .infinity, 0), unit(2, 1, 3000), unit(8, 3, 8000)],
      [
        "normalized_mean": 3, "normalized_deviation": 1.5, "mean_gamma": 3000, "mean_beta": -3000, "mean_moving_mean": 3001,
        "mean_moving_variance": 3002,
      ])
  }
}
