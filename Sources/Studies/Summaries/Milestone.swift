extension StoredRun {
  /// The first step at which the mean of `column` of `file` over `window` rows comes to `threshold`, from below or from above; nil where it never does.
  ///
  /// - Throws: `RecordError` where the file cannot be read.
  public func firstStep(_ file: String, _ column: String, window: Int, reaching threshold: Double, fromAbove: Bool = false) throws
    -> Double?
  {
    guard let table = try table(file), let steps = table.numbers("step"), let values = table.numbers(column), values.count >= window else {
      return nil
    }
    for end in (window - 1)..<values.count {
      let mean = values[(end - window + 1)...end].reduce(0, +) / Double(window)
      if fromAbove ? mean <= threshold : mean >= threshold { return steps[end] }
    }
    return nil
  }
}
