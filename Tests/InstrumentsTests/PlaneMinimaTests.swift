import Foundation
import Instruments
import Testing

@Suite("local minima of a plane")
struct PlaneMinimaTests {
  /// f over −1 … 1 in 21 places along either axis.
  private func count(_ f: (_ x: Double, _ y: Double) -> Double) -> Int {
    let places = (0..<21).map { Double($0) / 10 - 1 }
    return PlaneMinima.count(places.flatMap { y in places.map { f($0, y) } }, columns: 21)
  }

  @Test("a bowl has one, a saddle and a plain none, and waves have one a trough")
  func shapes() {
    #expect(count { $0 * $0 + 3 * $1 * $1 } == 1)
    #expect(count { $0 * $0 - $1 * $1 } == 0)
    #expect(count { _, _ in 2 } == 0)
    // Its lowest place is at the edge.
    #expect(count { $0 + 0.1 * $1 } == 0)
    // Troughs at x = ±1/2 and y = ±1/2.
    #expect(count { cos(2 * .pi * $0) + cos(2 * .pi * $1) } == 4)
  }

  @Test("by hand: two that touch corners, one beside a value that is no number, and grids without inner points")
  func byHand() {
    #expect(PlaneMinima.count([9, 9, 9, 9, 9, 9, 1, 9, 9, 9, 9, 9, 2, 9, 9, 9, 9, 9, 9, 9], columns: 5) == 1)
    #expect(PlaneMinima.count([9, 9, 9, 9, 1, 9, 9, 9, .nan], columns: 3) == 0)
    #expect(PlaneMinima.count([9, 9, 9, 9, 1, 9, 9, 9, .infinity], columns: 3) == 1)
    #expect(PlaneMinima.count([3, 1, 3, 3], columns: 2) == 0 && PlaneMinima.count([], columns: 3) == 0)
  }
}
