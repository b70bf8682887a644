import Statistics
import Testing

@Suite("phases of a course")
struct PhaseTests {
  private func steps(_ phase: Phase, of steps: Int) -> [Int] { (0...steps).filter { phase.contains($0, of: steps) } }

  @Test("begin at their border or after it")
  func border() {
    #expect(steps(.from(1, of: 2), of: 10) == [5, 6, 7, 8, 9, 10] && steps(.after(1, of: 2), of: 10) == [6, 7, 8, 9, 10])
    #expect(steps(.from(9, of: 10), of: 20) == [18, 19, 20] && steps(.after(9, of: 10), of: 20) == [19, 20])
    #expect(steps(.from(0, of: 1), of: 3) == [0, 1, 2, 3] && steps(.after(0, of: 1), of: 3) == [1, 2, 3])
    #expect(steps(.from(1, of: 1), of: 3) == [3] && steps(.after(1, of: 1), of: 3).isEmpty)
  }

  @Test("begin after a border that is between steps, alike")
  func between() {
    // 5.5 and 6.3
    for phase in [Phase.from(1, of: 2), .after(1, of: 2)] { #expect(steps(phase, of: 11) == [6, 7, 8, 9, 10, 11]) }
    for phase in [Phase.from(9, of: 10), .after(9, of: 10)] { #expect(steps(phase, of: 7) == [7]) }
  }

  @Test("are not moved by rounding: 7/10 of 10 is 7, whatever 0.7 × 10 is")
  func rounding() {
    for tenth in 0...10 {
      for scale in [1, 3, 7, 100] {
        #expect(Phase.from(tenth, of: 10).contains(tenth * scale, of: 10 * scale))
        #expect(!Phase.after(tenth, of: 10).contains(tenth * scale, of: 10 * scale))
      }
    }
  }

  @Test("as equal parts cover a course once: a border belongs to the part that it begins, the end to the last")
  func parts() {
    #expect(steps(.part(1, of: 3), of: 9) == [0, 1, 2] && steps(.part(2, of: 3), of: 9) == [3, 4, 5])
    #expect(steps(.part(3, of: 3), of: 9) == [6, 7, 8, 9])
    for course in [0, 1, 2, 7, 10, 3000] {
      #expect((1...3).flatMap { steps(.part($0, of: 3), of: course) } == Array(0...course))
    }
  }

  @Test("of a course without steps hold its one point, or nothing")
  func nothing() {
    #expect(steps(.from(1, of: 2), of: 0) == [0] && steps(.after(1, of: 2), of: 0).isEmpty)
  }
}
