import Instruments
import Landscape
import Networks
import Tensors
import TestSupport
import Testing

@Suite("curvature")
struct CurvatureTests {
  @Test("a quadratic's Hessian is its diagonal: eigenvalues, trace and norm to 1e-12")
  func quadratic() throws {
    let quadratic = Quadratic<Double>(diagonal: [3, -7, 0.5, 2, -1])
    let summary = try #require(try Curvature(top: 3).measure(quadratic, at: [1, 1, 1, 1, 1]))
    #expect(summary.isExact)
    expectAgreement(summary.topEigenvalues.map(\.value), [-7, 3, 2], relative: 1e-12)
    expectAgreement(
      [summary.largest, summary.smallest, summary.trace, summary.frobeniusNorm].map(\.value), [3, -7, -2.5, 63.25.squareRoot()],
      relative: 1e-12)
  }

  @Test("the estimates of a quadratic of 6000 dimensions: eigenvalues to their residuals, sums within four standard errors")
  func estimates() throws {
    var diagonal = (0..<6000).map { Double($0 % 100) / 100 }
    diagonal.replaceSubrange(0..<4, with: [20, -15, 12, 9])
    let summary = try #require(try Curvature(top: 4, seed: 3).measure(Quadratic(diagonal: diagonal), at: diagonal))
    #expect(!summary.isExact)
    expectAgreement(summary.topEigenvalues.map(\.value), [20, -15, 12, 9], relative: 1e-10)
    #expect(summary.topEigenvalues.allSatisfy { $0.error <= 2e-9 } && summary.largest.value == summary.topEigenvalues[0].value)
    for (estimate, exact) in [(summary.trace, diagonal.reduce(0, +)), (summary.frobeniusNorm, diagonal.norm)] {
      // Signs make a diagonal's sums exact; the errors then are rounding.
      #expect(abs(estimate.value - exact) <= 4 * estimate.error + 1e-9 * exact, "\(estimate) for \(exact)")
    }
  }

  @Test("a network's estimates against its dense Hessian", arguments: Problem.all.filter { $0.name.hasSuffix("on features") })
  func network(problem: Problem) throws {
    let (objective, parameters) = problem.objective(samples: 20, as: Double.self)
    let exact = try #require(try Curvature(top: 3).measure(objective, at: parameters))
    let estimated = try #require(try Curvature(top: 3, exactLimit: 0).measure(objective, at: parameters))
    #expect(exact.isExact && !estimated.isExact)
    let scale = abs(exact.topEigenvalues[0].value)
    expectAgreement(estimated.topEigenvalues.map(\.value), exact.topEigenvalues.map(\.value), relative: 0, absolute: 1e-9 * scale)
    expectAgreement(
      [estimated.largest.value, estimated.smallest.value], [exact.largest.value, exact.smallest.value], relative: 0, absolute: 1e-9 * scale)
    for (estimate, value) in [(estimated.trace, exact.trace.value), (estimated.frobeniusNorm, exact.frobeniusNorm.value)] {
      #expect(estimate.error > 0 && abs(estimate.value - value) <= 4 * estimate.error, "\(estimate) for \(value)")
    }
  }

  @Test("blocks on the diagonal: exact ones of the whole and of one that is too large to form, and estimates of large blocks")
  func blocks() throws {
    let small = Quadratic<Double>(diagonal: [3, -7, 0.5, 2, -1])
    let exact = try #require(try Curvature(top: 0, blocks: [0..<2, 2..<5, 1..<2]).measure(small, at: [1, 1, 1, 1, 1]))
    #expect(exact.blocks.allSatisfy { $0.isExact })
    expectAgreement(exact.blocks.map(\.largest.value), [3, 2, -7], relative: 1e-12)
    expectAgreement(exact.blocks.map(\.trace.value), [-4, 1.5, -7], relative: 1e-12)
    let formed = try #require(
      try Curvature(top: 0, blocks: [0..<2, 2..<5, 1..<2], exactLimit: 0).measure(small, at: [1, 1, 1, 1, 1]))
    #expect(formed.blocks.map(\.largest.value) == exact.blocks.map(\.largest.value) && formed.blocks.allSatisfy { $0.isExact })
    var diagonal = (0..<1000).map { Double($0 % 100) / 100 }
    (diagonal[500], diagonal[800]) = (20, 30)
    let estimated = try #require(
      try Curvature(top: 0, blocks: [100..<700], exactLimit: 0).measure(Quadratic(diagonal: diagonal), at: diagonal))
    #expect(!estimated.blocks[0].isExact)
    expectAgreement([estimated.blocks[0].largest.value], [20], relative: 1e-9)
    let trace = estimated.blocks[0].trace
    #expect(trace.error > 0 && trace.error < 5 && abs(trace.value - diagonal[100..<700].reduce(0, +)) <= 4 * trace.error, "\(trace)")
  }

  @Test("a network's blocks against differences of its gradient")
  func networkBlocks() throws {
    let problem = try #require(Problem.all.first { $0.name == "batch on features" })
    let (objective, parameters) = problem.objective(as: Double.self)
    let ranges = objective.network.parameters.entries.map(\.range)
    let found = try #require(try Curvature(top: 0, blocks: ranges).measure(objective, at: parameters)).blocks
    for (range, block) in zip(ranges, found) {
      let trace = range.reduce(0.0) { sum, index in
        func gradient(_ step: Double) -> Double {
          var (point, gradient) = (parameters, parameters)
          point[index] += step
          _ = objective.valueAndGradient(at: point, gradient: &gradient)
          return gradient[index]
        }
        return sum + (gradient(1e-5) - gradient(-1e-5)) / 2e-5
      }
      expectAgreement([block.trace.value], [trace], relative: 1e-6, absolute: 1e-7)
    }
  }

  @Test("a space that closes on itself ends the search with exact eigenvalues")
  func breakdown() throws {
    let found = try #require(try Lanczos<Double>(top: 2).measure(Quadratic(diagonal: [2, 2, 2, -1, -1]).hessian(at: [0, 0, 0, 0, 0])))
    // As many copies as values are asked for, of either.
    #expect(found.count == 4 && found.allSatisfy { $0.error == 0 })
    expectAgreement(found.map(\.value), [-1, -1, 2, 2], relative: 1e-12)
  }

  @Test("a Hessian that is not finite has no curvature")
  func notFinite() throws {
    #expect(try Curvature(top: 1).measure(Quadratic(diagonal: [.infinity, 1]), at: [1.0, 1]) == nil)
    #expect(try Curvature(top: 1, exactLimit: 0).measure(Quadratic(diagonal: [.nan, 1]), at: [1.0, 1]) == nil)
  }
}
