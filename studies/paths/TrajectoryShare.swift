import Landscape
import Records
import Runs

/// The share of variance that the first two principal components of a kept course hold, beside that of a random walk.
struct TrajectoryShare {
  /// The course's.
  let share: Double
  /// That of a random walk of as many points and steps, with the same momentum, in infinitely many dimensions.
  let walk: Double

  /// Of a finished run.
  ///
  /// - Throws: `RecordError` where its points cannot be read, `LandscapeError` for a course that spans no plane.
  init(of run: StoredRun) throws {
    let files = try Trajectory.steps(in: run.folder)
    let points = try files.map { _, path in
      let tensors = try SafeTensors.parse(try AtomicFiles.read(path), file: path)
      // Running statistics are no parameters.
      return tensors.sorted { $0.key < $1.key }.filter { $0.key.hasSuffix("weight") || $0.key.hasSuffix("bias") }.flatMap(\.value.doubles)
    }
    share = try PrincipalComponents(of: points, count: 2).shares.reduce(0, +)
    walk = RandomWalk.shares(2, at: files.map(\.step), momentum: run.configuration.optimizer.repeatedShare).reduce(0, +)
  }
}
