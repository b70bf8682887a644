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

  @Test("what is no variant has no variant's colour")
  func others() {
    #expect(Set(Palette.others).isDisjoint(with: Variant.allCases.map(\.color)))
    #expect(Set(Palette.others).count == Palette.others.count && Palette.color(Palette.others.count) == Palette.others[0])
  }
}
