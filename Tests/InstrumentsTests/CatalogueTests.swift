import Instruments
import Testing

/// What every instrument of the catalogue owes to files, requests and documentation.
@Suite("catalogue of instruments")
struct CatalogueTests {
  private static let names = Instruments.all.map { $0.name }

  /// Words with a capital that are names.
  private static let properNames: Set = ["Theorem", "Lemma", "Observation"]

  private func expectPhrase(_ text: String, _ owner: String) {
    #expect(!text.isEmpty && !text.hasSuffix("."), "\(owner): \(text)")
    let word = text.prefix { $0.isLetter }
    #expect(
      word.count < 2 || word.first?.isLowercase == true || Self.properNames.contains(String(word)),
      "\(owner) starts in upper case: \(text)")
  }

  private func expectSnakeCase(_ name: String, _ owner: String) {
    #expect(name.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil, "\(owner): \(name) is not in snake case")
  }

  @Test("instruments are named in kebab case, once, have a version and a sentence")
  func instruments() {
    #expect(Set(Self.names).count == Self.names.count)
    for type in Instruments.all {
      #expect(type.name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, "\(type.name) is not in kebab case")
      #expect(type.version >= 1, "\(type.name)")
      #expect(!type.meaning.isEmpty && !type.meaning.hasSuffix(".") && type.meaning.first?.isUppercase == true, "\(type.name)")
      #expect(Instruments.named(type.name) == type)
    }
    #expect(Instruments.named("linee") == nil && Instruments.named("") == nil && Instruments.named("covariate_shift") == nil)
  }

  @Test("files are named once over all instruments, in snake case")
  func files() {
    let files = Instruments.all.flatMap { type in [type.fileName] + [type.detailFileName].compactMap(\.self) }
    #expect(Set(files).count == files.count)
    for file in files { expectSnakeCase(file, "a file") }
    #expect(Set(Instruments.all.map { $0.requestKey }).count == Instruments.all.count)
    #expect(CovariateShiftInstrument.requestKey == "covariate_shift" && LineInstrument.fileName == "landscape")
  }

  @Test("columns have a name of their own, a property of their own and a phrase", arguments: names)
  func columns(instrument: String) throws {
    func check<Row: TableRow>(_ type: Row.Type) {
      let names = Row.columns.map(\.name)
      #expect(Set(names).count == names.count, "\(names)")
      #expect(Set(Row.columns.map { $0.path as AnyKeyPath }).count == names.count, "two columns of one property")
      #expect(!names.contains("step"), "the step's column is the table's own")
      for column in Row.columns {
        expectSnakeCase(column.name, instrument)
        expectPhrase(column.meaning, "\(instrument)'s column \(column.name)")
      }
    }
    func check<I: Instrument>(instrument: I.Type) {
      check(I.Row.self)
      check(I.Detail.self)
      #expect(!I.Row.columns.isEmpty && I.Detail.columns.isEmpty == (I.detailFileName == nil))
      #expect(I.emptyTable.columns == (I.isMeasuredAlongRun ? ["step"] : []) + I.Row.columnNames)
      #expect(I.emptyDetailTable?.columns == I.detailFileName.map { _ in ["step"] + I.Detail.columnNames })
    }
    let type = try #require(Instruments.named(instrument))
    check(instrument: type)
  }

  @Test("metrics are named in snake case and have a phrase", arguments: names)
  func metrics(instrument: String) throws {
    func check<I: Instrument>(_ type: I.Type) {
      for metric in I.metrics {
        expectSnakeCase(metric.name, instrument)
        expectPhrase(metric.meaning, "\(instrument)'s metric \(metric.name)")
      }
    }
    let type = try #require(Instruments.named(instrument))
    check(type)
  }

  @Test("a property's column is found by the property")
  func columnName() {
    #expect(EvaluationInstrument.Row.columnName(\.accuracy) == "test_accuracy" && LineInstrument.Detail.columnName(\.loss) == "loss")
  }
}
