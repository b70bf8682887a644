internal import CKernels

/// What one core can do at most.
public enum MachinePeak {
  /// Float32 operations a second of chains of fused multiply-adds that touch no memory, in units of 10⁹: the best of a few tries.
  public static func gigaflops() -> Double {
    let clock = ContinuousClock()
    var best = 0.0
    for _ in 0..<5 {
      var operations = 0.0
      let duration = clock.measure { operations = kernel_multiply_add_chains(2_000_000) }
      best = max(best, operations / (duration / .nanoseconds(1)))
    }
    return best
  }
}
