import Statistics
import TestSupport
import Testing

@Suite("Holm's correction")
struct HolmCorrectionTests {
  @Test("by hand, in the order given")
  func byHand() {
    // Sorted 0.01, 0.02, 0.03, 0.4 times 4, 3, 2, 1; never below the one before.
    expectAgreement(HolmCorrection.adjusted([0.03, 0.01, 0.4, 0.02]), [0.06, 0.04, 0.4, 0.06], relative: 1e-12)
    #expect(HolmCorrection.adjusted([0.9, 0.8]) == [1, 1] && HolmCorrection.adjusted([]) == [])
  }

  @Test("of true null hypotheses, few families have one rejected")
  func family() {
    let stream = RandomStream(seed: 5, purpose: .dataset)
    let wrong = (0..<1000).count { _ in HolmCorrection.adjusted((0..<20).map { _ in stream.uniform() }).contains { $0 <= 0.05 } }
    #expect((20...75).contains(wrong), "\(wrong) of 1000 families, expected about 49")
  }
}
