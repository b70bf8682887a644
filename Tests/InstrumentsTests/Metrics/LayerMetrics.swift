import Instruments

extension MetricCase {
  /// What is measured of units' distributions.
  static var normality: [MetricCase] {
    func at(_ step: Int, _ kind: String, _ number: Int, _ median: Double) -> (Int, NormalityInstrument.Row) {
      var row = NormalityInstrument.Row()
      (row.kind, row.number, row.median, row.high, row.skewness) = (kind, number, median, 1000, 2000)
      return (step, row)
    }
    return of(
      NormalityInstrument.self,
      [
        at(20, "weight", 1, 9), at(40, "weight", 1, 0.5), at(40, "normalization", 1, 0.25), at(40, "nonlinearity", 1, 4),
        at(40, "weight", 2, 1), at(40, "normalization", 2, 0.75),
      ], ["normalization_ks_final": 0.5, "weight_ks_final": 0.75, "nonlinearity_ks_final": 4])
  }

  /// What is measured by layer or by weight.
  static var covariateShift: [MetricCase] {
    func at(_ step: Int, _ parameter: String, _ distance: Double, cosine: Double, before: Double) -> (Int, CovariateShiftInstrument.Row) {
      var row = CovariateShiftInstrument.Row()
      (row.parameter, row.distance, row.cosine, row.before, row.after) = (parameter, distance, cosine, before, 1000)
      return (step, row)
    }
    let rows = [
      at(0, "0.weight", 0, cosine: 1, before: 1), at(0, "2.weight", 1, cosine: 0.5, before: 2),
      at(0, "4.weight", 6, cosine: -0.5, before: 4),
      at(40, "0.weight", 0, cosine: 1, before: 1), at(40, "2.weight", 2, cosine: 0.3, before: 8),
      at(40, "4.weight", .infinity, cosine: .nan, before: .nan),
    ]
    return of(
      CovariateShiftInstrument.self, rows,
      [
        // Without the first weight: (1 + 6 + 2) / 3 = 3, and not the median 2.
        "covariate_shift_distance": 3,
        // 1/2, 6/4, 2/8: the median is 1/2, and not the mean 3/4.
        "covariate_shift_relative": 0.5,
        // (0.5 − 0.5 + 0.3) / 3 = 0.1, and not the median 0.3.
        "covariate_shift_cosine": 0.1,
      ])
  }

  static var distributionShift: [MetricCase] {
    func at(_ step: Int, _ since: String, _ values: [Double]) -> (Int, DistributionShiftInstrument.Row) {
      var row = DistributionShiftInstrument.Row()
      (row.weight, row.since, row.kolmogorovSmirnov, row.wasserstein) = (1, since, values[0], values[1])
      (row.meanDrift, row.varianceDrift, row.deviation) = (values[2], values[3], values[4])
      return (step, row)
    }
    // Distance, Wasserstein, mean, variance, deviation.
    let rows = [
      at(0, "step", [0.1, 2, 1, 3, 4]), at(0, "start", [0, 0, 0, 0, 4]),
      at(20, "step", [0.2, 3, 2, 4, 1]), at(20, "start", [0.5, 90, 90, 90, 1]),
      at(30, "step", [.nan, .infinity, .nan, .infinity, 1]), at(30, "start", [.nan, .nan, .nan, .nan, .nan]),
      at(40, "step", [0.6, 1, 6, 8, 2]), at(40, "start", [0.7, 90, 90, 90, 1]),
    ]
    return of(
      DistributionShiftInstrument.self, rows,
      [
        // (0.1 + 0.2 + 0.6) / 3 and (0 + 0.5 + 0.7) / 3, and not the medians 0.2 and 0.5.
        "distribution_shift_step": 0.3, "distribution_shift_start": 0.4,
        // (2/4 + 3/1 + 1/2) / 3 = 4/3, and not the median 1/2.
        "wasserstein_step": 4.0 / 3,
        // (1 + 2 + 6) / 3 and (3 + 4 + 8) / 3, and not the medians 2 and 4.
        "mean_drift_step": 3, "variance_drift_step": 5,
      ])
  }

  static var linearity: [MetricCase] {
    func at(_ step: Int, _ layer: Int, _ linearity: Double, _ percentiles: [Double]) -> (Int, LinearityInstrument.Row) {
      var row = LinearityInstrument.Row()
      (row.layer, row.linearity, row.p15, row.p50, row.p85) = (layer, linearity, percentiles[0], percentiles[1], percentiles[2])
      return (step, row)
    }
    // A run of 40 steps that diverged after 10: its second half is from 5 on, 4 is not of it. The last nonlinearity is layer 3, whatever comes last.
    let rows = [
      at(0, 1, 0.1, [0, 50, 99]), at(0, 3, 0.9, [0, 1, 50]),
      at(4, 1, 0.1, [0, 70, 99]), at(4, 3, 0.8, [0, 90, 99]),
      at(5, 1, 0.1, [0, 60, 99]), at(5, 3, 0.6, [1, 2, 2]),
      at(8, 1, 0.1, [0, 60, 99]), at(8, 3, .nan, [.nan, .nan, .nan]),
      at(9, 1, 0.1, [0, 60, 99]), at(9, 3, 0.5, [-2, -1, 0]),
      at(10, 3, 0.75, [1, 7, 10]), at(10, 1, 0.2, [0, 60, 99]),
    ]
    return of(
      LinearityInstrument.self, rows,
      [
        "linearity_final": 0.75,
        // |2 − 1|, |−1 − 1|, |7 − 1|: (1 + 2 + 6) / 3 = 3, and not the median 2.
        "median_drift": 3,
        // 1, 2, 9: 12 / 3 = 4, and not the median 2.
        "percentile_width": 4,
      ])
  }

  static var representations: [MetricCase] {
    func look(_ step: Int, _ norms: [Double], growth: Double, rank: Double, _ similarities: [Double]) -> [(
      Int, RepresentationInstrument.Row
    )] {
      norms.indices.map { weight in
        let isLast = weight == norms.count - 1
        var row = RepresentationInstrument.Row()
        (row.weight, row.gradientNorm, row.similarity) = (weight, norms[weight], similarities[weight])
        (row.growth, row.effectiveRank) = (isLast ? growth : 1000, isLast ? rank : 2000)
        return (step, row)
      }
    }
    let start = look(0, [100, 8, 5, 2, 50], growth: 1.5, rank: 6, [.nan, 0.1, 0.2, 0.6, .infinity])
    let middle = look(20, [1, 1, 1, 1, 1], growth: 9, rank: 9, [1, 1, 1, 1, 1])
    let end = look(40, [7, 3, 9, 9, 9], growth: 2.5, rank: 3, [.nan, 0.4, 0.5, 0.9, .nan])
    return of(
      RepresentationInstrument.self, start + middle + end,
      [
        // Weights 1 and 3 of 0…4: (8 / 2)² = 16 over two layers, so 4 a layer; at the end (3 / 9)² = 1/9, 1/3 a layer.
        "gradient_growth_start": 4, "gradient_growth_end": 1.0 / 3,
        "sensitivity_start": 1.5, "sensitivity_end": 2.5, "effective_rank_start": 6, "effective_rank_end": 3,
        // (0.1 + 0.2 + 0.6) / 3 and (0.4 + 0.5 + 0.9) / 3, and not the medians 0.2 and 0.5.
        "similarity_start": 0.3, "similarity_end": 0.6,
      ])
      // The second weight is the last hidden one: nothing lies between them.
      + of(
        RepresentationInstrument.self, look(0, [1, 2, 3], growth: 1, rank: 1, [0, 0, 0]), named: "of three weights",
        ["gradient_growth_start": .nan, "gradient_growth_end": .nan])
      // Weights 1 and 2 of 0…3: (6 / 2)² = 9 over one layer.
      + of(
        RepresentationInstrument.self, look(0, [1, 6, 2, 5], growth: 1, rank: 1, [0, 0, 0, 0]), named: "of four weights",
        ["gradient_growth_start": 9])
  }
}
