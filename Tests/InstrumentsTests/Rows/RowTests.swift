import Instruments
import Records
import TestSupport
import Testing

/// Every instrument's rows and details as files hold them.
@Suite("rows of instruments")
struct RowTests {
  @Test("are the file that was written by hand, and come back from it", arguments: RowCase.all)
  func roundTrip(_ rowCase: RowCase) throws { try rowCase.check() }

  @Test("are held to a file, for every instrument, and its details")
  func coverage() {
    let covered = Set(RowCase.all.map { [$0.instrument, $0.fileName] })
    for type in Instruments.all {
      for file in [type.fileName] + [type.detailFileName].compactMap(\.self) {
        #expect(covered.contains([type.name, file]), "no row by hand for \(type.name)'s \(file).csv")
      }
    }
  }

  @Test("of a table without steps, or with steps that are none, are refused")
  func steps() throws {
    let refusal = RecordError(file: "evaluation.csv", problem: "found no whole numbers of steps, expected them")
    for (columns, cells) in [(["test_loss", "test_accuracy"], ["1", "2"]), (["step", "test_loss", "test_accuracy"], ["1.5", "1", "2"])] {
      var table = CSVTable(columns: columns)
      table.append(cells)
      #expect(throws: refusal) { try Record<EvaluationInstrument>(table, file: "evaluation.csv", steps: 1, learningRate: 1) }
    }
  }

  @Test("of an empty table are none")
  func empty() throws {
    func check<I: Instrument>(_ type: I.Type) throws {
      #expect(try Record<I>(I.emptyTable, file: "", steps: 1, learningRate: 1).entries.isEmpty)
    }
    for type in Instruments.all { try check(type) }
  }

  @Test("have the columns, the phases and the choices of a record")
  func record() {
    let record = Record<EvaluationInstrument>(
      [0, 19, 20, 21, 40].map { step in
        var row = EvaluationInstrument.Row()
        row.loss = Double(step)
        return Record.Entry(step: step, row)
      }, steps: 40, learningRate: 0.25)
    #expect(record[\.loss] == [0, 19, 20, 21, 40])
    #expect(record[.from(1, of: 2)][\.loss] == [20, 21, 40] && record[.after(1, of: 2)][\.loss] == [21, 40])
    #expect(record.having { $0.loss < 20 }[\.loss] == [0, 19])
    #expect(record[.after(1, of: 2)].steps == 40 && record[.after(1, of: 2)].learningRate == 0.25)
    #expect(record.having { _ in true }.steps == 40 && record.having { _ in true }.learningRate == 0.25)
  }

  @Test("times their steps' rates are times the one rate, to the bit, where it is constant")
  func rates() {
    func record(_ factors: [Double]) -> Record<LineInstrument> {
      let entries = zip(factors, [3.0, 0.7, 0.1, 0.3]).enumerated().map { step, pair in
        var row = LineInstrument.Row()
        row.effectiveSmoothness = pair.1
        return Record<LineInstrument>.Entry(step: 10 * (step + 1), rateFactor: pair.0, row)
      }
      return Record(entries, steps: 40, learningRate: 0.3)
    }
    let scheduled = record([1, 0.5, 0.25, 2])
    #expect(scheduled.timesRateFactor(\.effectiveSmoothness) == [3, 0.35, 0.025, 0.6])
    #expect(scheduled[.after(1, of: 2)].timesRateFactor(\.effectiveSmoothness) == [0.025, 0.6])
    #expect(LineInstrument.smoothnessTimesLearningRate.value(scheduled) == (0.35 + 0.6) / 2 * 0.3)
    // Of an even number of rows: the median of products with the rate is another number in its last bit.
    #expect(LineInstrument.smoothnessTimesLearningRate.value(record([1, 1, 1, 1])) == (0.3 + 0.7) / 2 * 0.3)
    let curvature = [0.25, 0.5].enumerated().map { step, factor in
      var row = GradientCurvatureInstrument.Row()
      row.batchSharpness = 8
      return Record<GradientCurvatureInstrument>.Entry(step: 20 + step, rateFactor: factor, row)
    }
    #expect(GradientCurvatureInstrument.sharpnessTimesLearningRate.value(Record(curvature, steps: 40, learningRate: 0.3)) == 3 * 0.3)
  }

  @Test("show a line's points and a histogram's bins as their details")
  func details() throws {
    let subject = Subject(Quadratic<Double>(diagonal: [1]), at: [2])
    // f(x) = x²/2 at 2: g = 2, and a step η comes to 2 − 2η.
    let row = try #require(LineInstrument(steps: [0.5, 1]).measure(subject) { _ in }.first)
    let details = LineInstrument.details(of: row)
    #expect(details.map(\.stepSize) == [0.5, 1] && details.map(\.loss) == [0.5, 0])
    #expect(details.map(\.gradientDistance) == [1, 2] && details.map(\.smoothness) == [1, 1])
    // What was read from a file has none: they are in a file of their own.
    #expect(
      LineInstrument.details(of: LineInstrument.Row()).isEmpty && ActivationInstrument.details(of: ActivationInstrument.Row()).isEmpty)
  }
}
