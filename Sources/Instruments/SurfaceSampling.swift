public import Landscape
public import Records
public import Tensors

/// The points of a line or a plane, measured on several threads: every point by one thread alone, so that no number of threads shows in what is measured.
public struct SurfaceSampling<R: Real>: Sendable {
  private let parameters: [R]
  private let grid: SurfaceGrid
  private let directions: DirectionPair<R>
  private let metrics: [SurfaceMetric]

  /// The metrics at θ + αX + βY over a grid. θ itself is never written.
  public init(at parameters: [R], grid: SurfaceGrid, directions: DirectionPair<R>, metrics: [SurfaceMetric]) {
    (self.parameters, self.grid, self.directions, self.metrics) = (parameters, grid, directions, metrics)
  }

  /// Measures the points of `indices`, in no fixed order.
  ///
  /// - Parameters:
  ///   - indices: which points, as the grid numbers them.
  ///   - threads: how many at a time.
  ///   - interruption: what stops the work between two points.
  ///   - objective: makes a thread's own objective.
  ///   - receive: is handed one point at a time; what it throws stops the work.
  /// - Throws: what `receive` throws.
  public func measure(
    _ indices: [Int], threads: Int, interruption: Interruption = Interruption(), objective: @escaping @Sendable () -> SurfaceObjective<R>,
    receive: @escaping @Sendable (_ index: Int, _ values: [Double]) throws -> Void
  ) throws {
    let next = Guarded(0)
    let failure = Guarded<(any Error)?>(nil)
    let receiving = Guarded(())
    let workers = max(1, min(threads, indices.count))
    Threads.perform(iterations: workers, count: workers) { _ in
      let objective = objective()
      var (row, point) = (parameters, parameters)
      while !interruption.happened, failure.withLock({ $0 == nil }) {
        let place = next.withLock { next in
          next += 1
          return next - 1
        }
        guard place < indices.count else { return }
        let (alpha, beta) = grid[indices[place]]
        directions.move(parameters, alpha: alpha, beta: beta, row: &row, point: &point)
        let values = objective.measure(metrics, at: point)
        do {
          try receiving.withLock { _ in try receive(indices[place], values) }
        } catch {
          failure.withLock { $0 = $0 ?? error }
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
