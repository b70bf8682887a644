import Instruments

extension MetricCase {
  /// What is measured on the loss as a function of all parameters.
  static var line: [MetricCase] {
    func at(_ step: Int, loss: ClosedRange<Double>, distance: ClosedRange<Double>, smoothness: Double) -> (Int, LineInstrument.Row) {
      var row = LineInstrument.Row()
      (row.loss, row.gradientNorm, row.effectiveSmoothness) = (1000, 2000, smoothness)
      (row.lossMinimum, row.lossMaximum) = (loss.lowerBound, loss.upperBound)
      (row.gradientDistanceMinimum, row.gradientDistanceMaximum) = (distance.lowerBound, distance.upperBound)
      return (step, row)
    }
    let rows = [
      at(0, loss: 1...2, distance: 1...3, smoothness: 60),
      at(4, loss: 2...4, distance: 0...6, smoothness: 100),
      at(5, loss: 3...9, distance: 5...15, smoothness: 1),
      at(20, loss: 1 ... .infinity, distance: 1 ... .infinity, smoothness: .nan),
      at(30, loss: 1...4, distance: 1...3, smoothness: 2),
      at(35, loss: 2...5, distance: 2...5, smoothness: .infinity),
      at(40, loss: 0...3, distance: 4...4, smoothness: 9),
    ]
    return of(
      LineInstrument.self, rows,
      [
        // Widths 1, 2, 6, ∞, 3, 3, 3: the finite ones' mean is 18 / 6 = 3. Held apart from their median below.
        "loss_band_width": 3,
        // Widths 2, 6, 10, ∞, 2, 3, 0: 23 / 6, and not the median 2.5.
        "gradient_band_width": 23.0 / 6,
        // (3 + 6 + 15 + 3 + 5 + 4) / 6 = 6, and not the median 4.5.
        "gradient_distance_maximum": 6,
        // 1, 2, 9, 60, 100: the median is 9, and not the mean 34.4.
        "effective_smoothness": 9,
        "effective_smoothness_start": 60,
        "effective_smoothness_maximum": 100,
        // After step 4, which is a tenth of 40 and not after it: 1, 2, 9. Median 2 × rate 1/4, and not the mean 4 / 4 = 1.
        "smoothness_times_learning_rate": 0.5,
        // Thirds of 40 steps: 0, 4, 5; 20; 30, 35, 40. Means of widths, and medians of β: 60 of 1, 60, 100; 5.5 of 2, 9.
        "loss_band_width_first_third": 3, "loss_band_width_second_third": .nan, "loss_band_width_last_third": 3,
        "gradient_band_width_first_third": 6, "gradient_band_width_second_third": .nan, "gradient_band_width_last_third": 5.0 / 3,
        "effective_smoothness_first_third": 60, "effective_smoothness_second_third": .nan, "effective_smoothness_last_third": 5.5,
      ])
      // From step 14 to 26 of 40: widths 2 and 6, 1 and 4, β 3 and 8.
      + of(
        LineInstrument.self,
        [
          at(13, loss: 0...9, distance: 0...9, smoothness: 99), at(14, loss: 1...3, distance: 1...2, smoothness: 3),
          at(26, loss: 0...6, distance: 0...4, smoothness: 8), at(27, loss: 0...9, distance: 0...9, smoothness: 99),
        ], named: "about the middle",
        ["loss_band_width_second_third": 4, "gradient_band_width_second_third": 2.5, "effective_smoothness_second_third": 5.5])
      // 1, 2 and 6: the mean is 3, and not the median 2.
      + of(LineInstrument.self, Array(rows[0..<3]), named: "of three probes", ["loss_band_width": 3])
      + of(LineInstrument.self, Array(rows[3...]), named: "of a first probe without a number", ["effective_smoothness_start": .nan])
  }

  static var gradientCurvature: [MetricCase] {
    func at(_ step: Int, sharpness: Double, smoothness: Double, norm: Double) -> (Int, GradientCurvatureInstrument.Row) {
      var row = GradientCurvatureInstrument.Row()
      (row.batchSharpness, row.gradientSmoothness, row.weightsNorm) = (sharpness, smoothness, norm)
      return (step, row)
    }
    // The second half of 40 steps is from 20 on; 19 is not of it.
    let rows = [
      at(0, sharpness: 100, smoothness: 100, norm: 10), at(19, sharpness: 50, smoothness: 50, norm: 10),
      at(20, sharpness: 1, smoothness: 2, norm: 1), at(30, sharpness: .nan, smoothness: .infinity, norm: 1),
      at(35, sharpness: 2, smoothness: 3, norm: 2), at(40, sharpness: 6, smoothness: 7, norm: 3),
    ]
    return of(
      GradientCurvatureInstrument.self, rows,
      [
        // (1 + 2 + 6) / 3, and not the median 2; times the rate 1/4.
        "batch_sharpness": 3, "sharpness_times_learning_rate": 0.75,
        // (2 + 3 + 7) / 3, and not the median 3.
        "gradient_smoothness": 4,
        // (2 · 1² + 3 · 2² + 7 · 3²) / 3 = (2 + 12 + 63) / 3, and not by the norm alone, (2 + 6 + 21) / 3.
        "smoothness_scale_free": 77.0 / 3,
      ])
  }

  static var curvature: [MetricCase] {
    func at(_ step: Int, _ quantity: String, _ value: Double) -> (Int, CurvatureInstrument.Row) {
      var row = CurvatureInstrument.Row()
      (row.quantity, row.rank, row.value, row.error) = (quantity, 7, value, 1000)
      return (step, row)
    }
    func look(_ step: Int, _ largest: Double, _ trace: Double) -> [(Int, CurvatureInstrument.Row)] {
      // The top eigenvalue by magnitude is negative and is not the largest.
      [
        at(step, "top", -50), at(step, "largest", largest), at(step, "smallest", -50), at(step, "trace", trace),
        at(step, "frobenius_norm", 60),
      ]
    }
    // What is said of a tensor's block is not said of the whole.
    var block = at(40, "trace", 77)
    block.1.tensor = "0.weight"
    return of(
      CurvatureInstrument.self, look(0, 30, 90) + look(20, 99, 98) + look(40, 8, -3) + [block],
      ["largest_eigenvalue_final": 8, "trace_final": -3])
  }

  static var sharpness: [MetricCase] {
    func at(_ step: Int, _ ascent: Double, _ adaptive: Double) -> (Int, SharpnessInstrument.Row) {
      var row = SharpnessInstrument.Row()
      (row.ascent, row.adaptiveAscent, row.gradientCurvature) = (ascent, adaptive, 1000)
      return (step, row)
    }
    return of(
      SharpnessInstrument.self, [at(0, 5, 6), at(20, 3, 4), at(40, 1, 2)], ["sam_sharpness_final": 1, "asam_sharpness_final": 2])
  }

  static var distanceLine: [MetricCase] {
    func at(_ step: Int, _ course: String, _ numbers: (Double, Double, Double)) -> (Int, DistanceLineInstrument.Row) {
      var row = DistanceLineInstrument.Row()
      (row.course, row.loss, row.lossBand, row.gradientBand, row.effectiveSmoothness) = (course, 1000, numbers.0, numbers.1, numbers.2)
      return (step, row)
    }
    return of(
      DistanceLineInstrument.self,
      [
        at(0, "gradient", (1, 2, 3)), at(0, "random", (10, 20, 30)), at(20, "gradient", (3, 4, 4)), at(20, "random", (14, .nan, 31)),
        at(40, "gradient", (5, 12, 100)), at(40, "random", (18, 22, 99)),
      ],
      [
        "loss_band_width_by_distance": 3, "gradient_band_width_by_distance": 6, "effective_smoothness_by_distance": 4,
        "loss_band_width_random": 14, "gradient_band_width_random": 21, "effective_smoothness_random": 31,
      ])
  }

  static var spectrum: [MetricCase] {
    func at(_ step: Int, _ probe: Int, _ node: Double, _ weight: Double) -> (Int, SpectrumInstrument.Row) {
      var row = SpectrumInstrument.Row()
      (row.probe, row.rank, row.node, row.weight) = (probe, 9, node, weight)
      return (step, row)
    }
    // At the last look probe 1 has 1/4 + 1/8 below zero and probe 2 has 1/8: the mean is 1/4. Zero itself and exact eigenvalues do not count.
    let rows = [
      at(20, 1, -5, 1), at(40, 1, -5, 0.25), at(40, 1, -1, 0.125), at(40, 1, 0, 0.5), at(40, 1, 3, 0.125), at(40, 2, -2, 0.125),
      at(40, 2, 2, 0.875), at(40, 0, -7, 0.5), at(40, 0, 7, 0.5),
    ]
    return of(SpectrumInstrument.self, rows, ["negative_mass_final": 0.25])
      + of(SpectrumInstrument.self, [], named: "of a record without rows", ["negative_mass_final": .nan])
  }

  static var theorems: [MetricCase] {
    func at(_ step: Int, _ layer: Int, _ set: (inout TheoremInstrument.Row) -> Void) -> (Int, TheoremInstrument.Row) {
      var row = TheoremInstrument.Row()
      row.layer = layer
      set(&row)
      return (step, row)
    }
    // Every column has its own factor, so that a metric of another column has another number. By these factors the rows are −5, 1, 3 and one that is no
    // number: the worst magnitude is 5, and the mean −1/3.
    let rows = [(0, 1, -5.0), (0, 4, 1.0), (20, 1, .nan), (40, 1, .infinity), (40, 4, 3)].map { step, layer, value in
      at(step, layer) { row in
        (row.gradientError, row.printedFailures, row.smoothnessError) = (2 * value, 3 * value, 4 * value)
        (row.alignedUnits, row.convexUnits, row.minimaxRatio) = (5 * value, 6 * value, 7 * value)
        (row.identityError, row.lossChange, row.gradientChange) = (8 * value, 9 * value, 10 * value)
        (row.radialShare, row.biasGradient, row.startAlignment) = (11 * value, 12 * value, 13 * value)
        (row.distanceRatio, row.distanceError) = (14 * value, 15 * value)
      }
    }
    return of(
      TheoremInstrument.self, rows,
      [
        "gradient_error": 10, "smoothness_error": 20, "minimax_ratio": 35, "identity_error": 40, "loss_change": 45,
        "gradient_change": 50, "radial_share": 55, "bias_gradient": 60, "distance_error": 75,
        "printed_failures": -1, "aligned_units": -5.0 / 3, "convex_units": -2, "start_alignment": -13.0 / 3, "distance_ratio": -14.0 / 3,
      ])
  }
}
