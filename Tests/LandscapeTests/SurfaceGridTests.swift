import Landscape
import TestSupport
import Testing

@Suite("surface grids")
struct SurfaceGridTests {
  @Test("an odd axis has 0 in the middle and its places in pairs about it", arguments: [3, 7, 11, 25, 51, 101])
  func symmetric(count: Int) throws {
    let axis = try GridAxis(from: -0.3, to: 0.3, count: count)
    #expect(axis[0] == -0.3 && axis[count / 2] == 0 && axis[count - 1] == 0.3)
    for index in 0..<count { #expect(axis[index] == -axis[count - 1 - index]) }
  }

  @Test("a place that is 0 but for rounding is 0")
  func zero() throws { #expect(try GridAxis(from: -0.3, to: 0.9, count: 13).values[3] == 0) }

  @Test("an axis says truly whether 0 is a place of it")
  func hasZero() throws {
    for (from, to) in [(-1.0, 1.0), (-0.3, 0.9), (-0.5, 1.5), (0, 2), (-2, 0), (1, 2), (-2, -1), (-1e-3, 7)] {
      for count in 1...40 {
        let axis = try GridAxis(from: from, to: to, count: count)
        #expect(axis.hasZero == axis.values.contains(0), "\(from) to \(to), \(count)")
      }
    }
  }

  @Test("an axis around a trajectory covers it with room to spare, and has 0", arguments: [3, 4, 25, 51])
  func covering(count: Int) throws {
    for (low, high) in [(0.0, 3.7), (-2.1, 0.4), (-5.0, 0.0), (1.0, 9.0)] {
      let axis = try GridAxis(covering: low, to: high, count: count)
      #expect(axis.values.contains(0) && axis.count == count)
      if count > 4 { #expect(axis.from < low && axis.to > high) }
    }
  }

  @Test("wrong ends and counts are refused")
  func refusals() {
    #expect(throws: LandscapeError(argument: "count", found: "0", expected: "a number from 1")) { try GridAxis(from: 0, to: 1, count: 0) }
    for (from, to) in [(1.0, 0.0), (1, 1), (.nan, 1), (0, .infinity)] {
      #expect(throws: LandscapeError.self) { try GridAxis(from: from, to: to, count: 3) }
    }
    #expect(throws: LandscapeError.self) { try GridAxis(covering: 2, to: 2, count: 2) }
    #expect(throws: LandscapeError.self) {
      let axis = try GridAxis(from: 0, to: 1, count: 1 << 40)
      return try SurfaceGrid(alphas: axis, betas: axis)
    }
  }

  @Test("a quadratic on a line and a plane, in closed form, and θ itself at 0")
  func quadratic() throws {
    let quadratic = Quadratic<Double>(diagonal: [1, 4])
    let theta = [1.0, -0.1]
    let directions = try DirectionPair(x: [1, 1], y: [0, 2.0])
    let grid = try SurfaceGrid(alphas: GridAxis(from: -1, to: 2, count: 4), betas: GridAxis(from: -1, to: 1, count: 3))
    var (row, point) = (theta, theta)
    var seen = [Double]()
    for index in 0..<grid.count {
      let (alpha, beta) = grid[index]
      seen += [alpha, beta]
      directions.move(theta, alpha: alpha, beta: beta, row: &row, point: &point)
      let (first, second) = (1 + alpha, -0.1 + alpha + 2 * beta)
      expectAgreement([quadratic.value(at: point)], [0.5 * first * first + 2 * second * second], relative: 1e-14)
      if alpha == 0, beta == 0 { #expect(point == theta) }
    }
    let order: [Double] = [-1, -1, 0, -1, 1, -1, 2, -1, -1, 0, 0, 0, 1, 0, 2, 0, -1, 1, 0, 1, 1, 1, 2, 1]
    #expect(seen == order)
    let line = try DirectionPair(x: [1, 1.0])
    line.move(theta, alpha: 0.5, beta: 0, row: &row, point: &point)
    #expect(point == [1.5, 0.4])
  }

  @Test("directions that span nothing are refused")
  func span() {
    func problem(_ x: [Double], _ y: [Double]?) -> LandscapeError? {
      do throws(LandscapeError) {
        _ = try DirectionPair(x: x, y: y)
        return nil
      } catch {
        return error
      }
    }
    #expect(problem([0, 0], nil)?.description == "x: found a direction of length 0.0, expected a positive, finite length")
    #expect(problem([.nan, 0], nil)?.argument == "x" && problem([1, 0], [.infinity, 0])?.argument == "y")
    #expect(problem([1, 2], [-2, -4])?.found == "a direction parallel to x (cosine -1.0)" || problem([1, 2], [-2, -4])?.argument == "y")
    #expect(problem([1, 0], [1, 0, 0])?.expected == "2, as x")
    #expect(problem([1, 0], [1, 0.01]) == nil)
  }
}
