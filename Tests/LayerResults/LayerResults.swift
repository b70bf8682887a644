import Networks
import Tensors
import TestSupport

/// Prints checksums of all that is computed of every layer, normalization, activation and loss, a line each: two processes whose bits are the same print the same.
@main
enum LayerResults {
  static func main() {
    // More values than a wide register holds, and not a multiple of them.
    for problem in Problem.all {
      print(problem, samples: 19, as: Float.self)
      print(problem, samples: 11, as: Double.self)
      print(problem, samples: 3, .evaluation, as: Float.self)
    }
    // Products large enough for wide registers, and convolutions by all algorithms.
    for problem in Problem.large {
      print(problem, samples: 19, as: Float.self)
      print(problem, samples: 9, as: Double.self)
      print(problem, samples: 5, .evaluation, as: Float.self)
    }
  }

  private static func print<R: Real>(_ problem: Problem, samples: Int, _ mode: Mode = .training, as type: R.Type) {
    for (name, values) in problem.results(samples: samples, mode, as: R.self).sorted(by: { $0.key < $1.key }) {
      // FNV-1a. Valgrind's multiplication and addition in one loses the sign of zeros, which the sum with zero loses too.
      let sum = values.doubles.reduce(into: UInt64(14_695_981_039_346_656_037)) { $0 = ($0 ^ ($1 + 0).bitPattern) &* 1_099_511_628_211 }
      Swift.print("\(problem.name), \(mode), \(R.precision): \(name): \(values.count) \(sum)")
    }
  }
}
