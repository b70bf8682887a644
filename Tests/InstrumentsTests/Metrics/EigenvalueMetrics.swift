import Instruments

extension MetricCase {
  /// Of a run of 40 steps at a rate of 1/4: the edge 2/η is at 8, and what is late comes after step 26.
  static var largestEigenvalue: [MetricCase] {
    func at(_ step: Int, _ largest: Double, _ preconditioned: Double) -> (Int, LargestEigenvalueInstrument.Row) {
      var row = LargestEigenvalueInstrument.Row()
      (row.largest, row.residual, row.preconditioned, row.preconditionedResidual, row.products) = (
        largest, 1000, preconditioned, 2000, 3000
      )
      return (step, row)
    }
    let rows = [at(0, 6, .nan), at(10, 4, 90), at(20, 10, 80), at(27, 7, 100), at(30, 9, .infinity), at(35, .nan, 50), at(40, 20, 60)]
    return of(
      LargestEigenvalueInstrument.self, rows,
      [
        // 7, 9, 20: 9 times 1/4. 100, 50, 60: 60 times 1/4.
        "eigenvalue_times_rate_late": 2.25, "preconditioned_times_rate_late": 15,
        // At 10 after 4, the smallest before.
        "edge_crossing_step": 20, "progressive_sharpening": 2.5,
      ])
      + of(
        LargestEigenvalueInstrument.self, Array(rows[0..<2]), named: "of a run that has not come to the edge",
        ["edge_crossing_step": .nan, "progressive_sharpening": .nan])
  }

  static var batchSharpness: [MetricCase] {
    func at(_ step: Int, _ sharpness: Double) -> (Int, BatchSharpnessInstrument.Row) {
      var row = BatchSharpnessInstrument.Row()
      (row.sharpness, row.standardError, row.ratioOfMeans, row.batches) = (sharpness, 1000, 2000, 3000)
      return (step, row)
    }
    return of(
      BatchSharpnessInstrument.self, [at(20, 100), at(27, 3), at(30, 5), at(40, 40)], ["batch_sharpness_times_rate_late": 1.25])
  }

  static var eigenspace: [MetricCase] {
    func look(_ step: Int, _ eigenvalues: [Double]) -> [(Int, EigenspaceInstrument.Row)] {
      eigenvalues.enumerated().map { place, value in
        var row = EigenspaceInstrument.Row()
        (row.rank, row.eigenvalue, row.residual, row.weightsNorm) = (place + 1, value, 1000, 2000)
        // Squares of the first ten places sum to 385, whole numbers to 55.
        (row.batchShare, row.dataShare) = (Double((place + 1) * (place + 1)) / 1000, Double(place + 1) / 100)
        return (step, row)
      }
    }
    // Ratios: 24/12 = 2, then 12/11, …, and 4/1 between places 9 and 10, and 1/0.125 = 8 beyond.
    let last = [24.0, 12, 11, 10, 9, 8, 7, 6, 4, 1, 0.125, 0.0625, -3]
    return of(
      EigenspaceInstrument.self, look(20, Array(repeating: 5, count: 12)) + look(40, last),
      [
        "gradient_in_top_space_batch_final": 0.385, "gradient_in_top_space_data_final": 0.55, "outlier_ratio_final": 24,
        "largest_gap_final": 10,
      ])
      + of(
        EigenspaceInstrument.self, look(40, Array(last[..<9])), named: "of nine eigenvalues",
        ["gradient_in_top_space_batch_final": .nan, "outlier_ratio_final": .nan, "largest_gap_final": 1])
  }
}
