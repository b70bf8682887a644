/// The local minima of a loss over a plane.
public enum PlaneMinima {
  /// How many inner points of a grid lie below all of their eight neighbours. Beside a value that is no number no point counts.
  ///
  /// - Parameters:
  ///   - losses: `[beta][alpha]`, row by row.
  ///   - columns: how many places there are along α; they divide the losses (a precondition).
  public static func count(_ losses: [Double], columns: Int) -> Int {
    precondition(columns > 0 && losses.count.isMultiple(of: columns), "whole rows")
    let rows = losses.count / columns
    guard rows > 2, columns > 2 else { return 0 }
    var count = 0
    for row in 1..<rows - 1 {
      for column in 1..<columns - 1 {
        let place = row * columns + column
        let isMinimum = (-1...1).allSatisfy { down in
          (-1...1).allSatisfy { right in (down, right) == (0, 0) || losses[place] < losses[place + down * columns + right] }
        }
        if isMinimum { count += 1 }
      }
    }
    return count
  }
}
