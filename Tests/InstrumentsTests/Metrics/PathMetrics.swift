import Instruments
import Landscape

extension MetricCase {
  /// What is measured on paths.
  static var paths: [MetricCase] {
    func path(
      _ target: String, _ curve: String, _ normalization: String, losses: [Double], accuracies: [Double] = []
    ) -> [(step: Int, row: PathInstrument.Row)] {
      losses.indices.map { index in
        var row = PathInstrument.Row()
        (row.target, row.curve, row.normalization, row.share) = (target, curve, normalization, Double(index))
        (row.loss, row.accuracy, row.testLoss) = (losses[index], 0.3, 1000)
        row.testAccuracy = accuracies.isEmpty ? 0.4 : accuracies[index]
        return (40, row)
      }
    }
    // Ends 1 and 3, above whose mean 7 is 5. Errors 0.2 and 0.4, above whose mean 0.9 is 0.6; a shift by k/8 tells combinations apart.
    var rows = [(step: Int, row: PathInstrument.Row)]()
    var expected = [(String, Double)]()
    for curve in CurveFamily.allCases {
      for statistics in SurfaceStatistics.allCases {
        let shift = Double(expected.count) / 128
        rows += path(
          "other", curve.rawValue, statistics.rawValue, losses: [1, 2, 7 + shift, 3], accuracies: [0.75, 0.25 - shift, 0.5, 0.75])
        expected.append(("\(curve.rawValue)_loss_barrier_\(statistics.rawValue)", 5 + shift))
        expected.append(("\(curve.rawValue)_error_barrier_\(statistics.rawValue)", 0.5 + shift))
      }
    }
    // From the start, which is at t = 1: 8, 2, 5, 4, 1: up from 2 to 5 at most.
    rows += path("start", "line", "batch", losses: [1, 4, 5, 2, 8]) + path("start", "line", "running", losses: [9, 99, 9, 9, 9])
    // Above the own way by 0, 2, −1 and 6; the far ends are two starts.
    rows += path("fresh", "line", "batch", losses: [1, 6, 4, 8, 10])
    func cases(_ named: String, _ rows: [(step: Int, row: PathInstrument.Row)], _ expected: [(String, Double)]) -> [MetricCase] {
      expected.flatMap { name, number in of(PathInstrument.self, rows, named: named, [name: number]) }
    }
    let lost = path("other", "line", "batch", losses: [1, .nan, 2]) + path("start", "line", "batch", losses: [1, .infinity, 2])
    return cases("", rows, expected + [("start_rise", 3.0 / 8), ("fresh_gap", 6.0 / 8)])
      + cases("of a way downhill", path("start", "line", "batch", losses: [1, 2, 4]), [("start_rise", 0), ("fresh_gap", .nan)])
      + cases("where losses are lost", lost, [("line_loss_barrier_batch", .nan), ("start_rise", .nan)])
  }

  /// What is measured on planes.
  static var planes: [MetricCase] {
    func plane(_ alphas: [Double], _ betas: [Double], _ loss: (Double, Double) -> Double) -> [(step: Int, row: PlaneInstrument.Row)] {
      betas.flatMap { beta in
        alphas.map { alpha in
          var row = PlaneInstrument.Row()
          (row.alpha, row.beta, row.loss) = (alpha, beta, loss(alpha, beta))
          return (40, row)
        }
      }
    }
    let (alphas, betas) = ([-1, -0.5, 0, 0.5, 1.0], [-2, -1, 0, 1.0])
    // Of x³ + 10 y² the curvature along x is 6 x: of inner x at −1/2, 0 and 1/2 it is −3 beside 20 at the first alone.
    let cubic = plane(alphas, betas) { $0 * $0 * $0 + 10 * $1 * $1 }
    // The saddle x y has curvatures ±1 everywhere; x² + y² none below zero; 0.02 of 1 is too little to count; of a summit both are.
    func expect(_ name: String, _ rows: [(step: Int, row: PlaneInstrument.Row)], _ share: Double, start: Double? = nil) -> [MetricCase] {
      of(PlaneInstrument.self, rows, named: name, ["plane_roughness": share, "plane_roughness_start": start ?? share])
    }
    // Losses 1, 2, 4 and one that is lost around 3 at the centre: −2, −1, 1, 0 are −2 / 4.
    let rises = zip([(-1.0, 0.0), (0, 0), (1, 0), (0, 1), (1, 1)], [1, 3, 2, .infinity, 4]).map { place, loss in
      var row = PlaneInstrument.Row()
      (row.alpha, row.beta, row.loss) = (place.0, place.1, loss)
      return (step: 40, row: row)
    }
    let earlier = plane(alphas, betas) { $0 * $1 }.map { (step: 20, row: $0.row) }
    let heights =
      of(PlaneInstrument.self, rises, ["plane_rise": -0.5])
      + of(PlaneInstrument.self, [rises[0]], named: "without a centre", ["plane_rise": .nan])
      + of(
        PlaneInstrument.self, earlier, named: "of a run that diverged",
        ["plane_roughness": .nan, "plane_roughness_start": 1, "plane_rise": .nan])
    return heights + expect("of a cubic", earlier + cubic, 1.0 / 3, start: 1) + expect("of a saddle", plane(alphas, betas) { $0 * $1 }, 1)
      + expect("of a bowl", plane(alphas, betas) { $0 * $0 + $1 * $1 }, 0)
      + expect("of a slight saddle", plane(alphas, betas) { $0 * $0 - 0.04 * $1 * $1 }, 0)
      + expect("of a saddle that counts", plane(alphas, betas) { $0 * $0 - 0.06 * $1 * $1 }, 1)
      + expect("of a summit", plane(alphas, betas) { -$0 * $0 - $1 * $1 }, 1)
      // What stands beside the wall does not count: it is where the cubic bends down.
      + expect("with a wall", plane(alphas, betas) { $0 < -0.75 ? .infinity : $0 * $0 * $0 + 10 * $1 * $1 }, 0)
      + expect("of an uneven grid", plane([-1, 0, 2], betas) { $0 * $1 }, .nan) + expect("of a line", plane(alphas, [0]) { $0 * $1 }, .nan)
  }
}
