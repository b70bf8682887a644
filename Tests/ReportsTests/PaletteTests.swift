import Networks
import Reports
import Testing

@Suite("palette")
struct PaletteTests {
  @Test("no two variants share a colour or a title")
  func distinct() {
    #expect(Set(Variant.allCases.map(\.color)).count == Variant.allCases.count)
    #expect(Set(Variant.allCases.map(\.title)).count == Variant.allCases.count)
  }
}
