internal import Instruments
public import Records

/// How far a plane is from the training trajectory that it is to show: every checkpoint's true loss beside the plane's loss at its projection, and its distance from the
/// plane beside its distance from the point that the plane goes through.
public struct TrajectoryFigure {
  /// The figure of a table with columns `step`, `loss`, `plane_loss`, `plane_distance` and `end_distance`.
  public static func make(name: String, _ table: CSVTable, notes: [String]) -> Figure {
    func column(_ name: String) -> Int { (table.columns.firstIndex(of: name) ?? 0) + 1 }
    let losses = ["loss", "plane_loss"].flatMap { table.numbers($0) ?? [] }
    var script = "set multiplot layout 1,2 title \"\(notes.joined(separator: "\\n"))\" noenhanced font \",9\"\n"
    script += "set grid back linecolor \"#dddddd\"\nset border 3\nset tics nomirror\nset xlabel \"step\"\n"
    script += "set key outside bottom center horizontal samplen 2 height 1\nset title \"loss\"\nset ylabel \"loss\"\n"
    if needsLogarithmicAxis(losses) { script += logarithmicAxes(["y"], losses) }
    func curve(_ name: String, _ title: String, _ colour: String) -> String {
      "data using \(column("step")):\(column(name)) with linespoints title \"\(title)\" linecolor \"\(colour)\" pointtype 7 pointsize 0.4"
    }
    script += "plot \(curve("loss", "of the checkpoint", "#0072B2")), \(curve("plane_loss", "on the plane below it", "#d62728"))\n"
    script +=
      linearAxis
      + "set title \"distance in parameters\"\nset ylabel \"\(Unit.parameters.axisLabel)\"\nset yrange [0:*]\n"
    script += "plot \(curve("end_distance", "from the end", "#0072B2")), \(curve("plane_distance", "from the plane", "#d62728"))\n"
    return Figure(name: name, size: (width: 960, height: 440), data: table, script: script)
  }
}
