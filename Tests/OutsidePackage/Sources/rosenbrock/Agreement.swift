/// Prints what was measured beside what is known, and counts where they differ.
struct Agreement {
  private(set) var mismatches = 0

  mutating func hold(_ name: String, _ found: Double, _ expected: Double) {
    // Written so that NaN agrees with nothing.
    let agrees = abs(found - expected) <= 1e-9 * (1 + abs(expected))
    if !agrees { mismatches += 1 }
    print("\(name): \(found)" + (agrees ? "" : ", expected \(expected)"))
  }
}
