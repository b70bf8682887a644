import Foundation
import Landscape
import Records
import Runs
import Tensors

/// The points of its training that a run kept, and their principal components.
struct KeptTrajectory<R: Real> {
  let steps: [Int]
  let points: [[R]]
  let states: [[R]]
  let components: PrincipalComponents<R>
  /// The shares of variance that a random walk's components have, kept at the same steps and with the same momentum.
  let walkShares: [Double]
  let fingerprints: [String: Fingerprint]

  /// The random walk beside it is followed step by step.
  private static var lastStep: Int { 1_000_000_000 }

  /// Reads the trajectory of the subject's folder, for its first `count` components.
  ///
  /// - Throws: `RecordError` that names folder or file.
  init(_ subject: SurfaceSubject<R>, components count: Int) throws {
    let folder = subject.trajectoryFolder
    let files = try Trajectory.steps(in: folder)
    guard !files.isEmpty else {
      throw RecordError(
        file: folder, problem: "found no training trajectory, expected trajectory-*.safetensors: train with --trajectory STEPS")
    }
    guard files[0].step >= 0, files[files.count - 1].step <= Self.lastStep, zip(files, files.dropFirst()).allSatisfy({ $0.step < $1.step })
    else {
      throw RecordError(
        file: folder, problem: "found trajectory files of one step, or of steps outside 0 to \(Self.lastStep), expected a file a step")
    }
    // The points, and their differences.
    let bytes = 2.0 * Double(files.count) * Double(subject.parameters.count * MemoryLayout<R>.stride)
    guard bytes < Double(ProcessInfo.processInfo.physicalMemory) else {
      throw RecordError(
        file: folder,
        problem: "found a trajectory of \(files.count) points, which takes \(Int(bytes / 1e9)) GB, expected less than there is")
    }
    var fingerprints = [String: Fingerprint]()
    var (points, states) = ([[R]](), [[R]]())
    for (_, path) in files {
      let position = try subject.model.position(path)
      points.append(position.parameters)
      states.append(position.state)
      fingerprints[Short.path(path)] = try Fingerprint(of: path)
    }
    do throws(LandscapeError) {
      components = try PrincipalComponents(of: points, count: count)
    } catch {
      throw RecordError(file: folder, problem: error.description)
    }
    walkShares = RandomWalk.shares(count, at: files.map(\.step), momentum: subject.momentum)
    (steps, self.points, self.states, self.fingerprints) = (files.map(\.step), points, states, fingerprints)
  }

  /// Where its points lie along a unit direction, seen from `origin`.
  func coordinates(along direction: [R], from origin: [R]) -> [Double] {
    var difference = origin
    return points.map { point in
      difference.assign(point, plus: -1, times: origin)
      return difference.dot(direction)
    }
  }
}
