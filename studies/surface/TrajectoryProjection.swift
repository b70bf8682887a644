import Foundation
import Instruments
import Landscape
import Records
import Runs
import Tensors

/// A training trajectory on the plane of its first two principal components: where each checkpoint lies, how far from the plane, and what it has to do with the loss there.
struct TrajectoryProjection<R: Real> {
  let table: CSVTable
  let words: String
  let facts: JSONValue

  /// Nil where the plane is another.
  ///
  /// - Throws: `OptionError` as for any pair of directions, `InterruptedError`.
  init?(_ plan: SurfacePlan<R>, threads: Int) throws {
    guard let trajectory = plan.trajectory, let places = plan.coordinates else { return nil }
    let (subject, directions) = (plan.subject, try plan.pair(0))
    // A checkpoint's own running statistics, and the end's on the plane.
    let losses = Guarded([Int: (own: Double, plane: Double)]())
    let (points, states, parameters, state) = (trajectory.points, trajectory.states, subject.parameters, subject.model.state)
    let own = states.map { subject.makeObjective(state: $0) }
    let onPlane = subject.makeObjective(state: state)
    let interruption = TerminationSignals.interruption
    let (alphas, betas) = places
    Threads.perform(iterations: points.count, count: threads) { index in
      guard !interruption.happened else { return }
      var (row, point) = (parameters, parameters)
      directions.move(parameters, alpha: alphas[index], beta: betas[index], row: &row, point: &point)
      let pair = (own[index]().value(at: points[index]), onPlane().value(at: point))
      losses.withLock { $0[index] = pair }
    }
    let found = losses.withLock { $0 }
    guard found.count == points.count else {
      throw InterruptedError(finished: found.count, runs: points.count, things: "checkpoints")
    }
    var table = CSVTable(columns: ["step", "alpha", "beta", "plane_distance", "end_distance", "loss", "plane_loss"])
    for index in points.indices {
      let end = points[index].distance(to: parameters)
      // The components are orthogonal and of length 1.
      let rest = max(0, end * end - alphas[index] * alphas[index] - betas[index] * betas[index]).squareRoot()
      table.append(trajectory.steps[index], alphas[index], betas[index], rest, end, found[index]?.own ?? .nan, found[index]?.plane ?? .nan)
    }
    self.table = table
    let shares = trajectory.components.shares
    let (walk, momentum) = (trajectory.walkShares, subject.momentum)
    words =
      "the plane holds \(Short.percent(shares[0])) + \(Short.percent(shares[1])) of the variance of \(points.count) checkpoints; "
      + "a random walk's \(momentum > 0 ? "of momentum \(Short.number(momentum))" : "without momentum") holds "
      + "\(Short.percent(walk[0])) + \(Short.percent(walk[1]))"
    facts = [
      "checkpoints": .integer(points.count), "variance_shares": .numbers(shares), "random_walk_shares": .numbers(walk),
      "random_walk_momentum": .number(momentum),
      "random_walk_shares_of_infinitely_many": .numbers([6 / (Double.pi * Double.pi), 1.5 / (Double.pi * Double.pi)]),
    ]
  }
}
