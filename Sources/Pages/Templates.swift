internal import Foundation
internal import Mustache
internal import Records

/// The pages' templates, style and scripts, which are part of the program.
struct Templates {
  private let library: MustacheLibrary

  /// - Throws: `RecordError` for a template that is none.
  init() throws(RecordError) {
    var library = MustacheLibrary()
    let files = [
      "page": PackageResources.page_mustache, "ledger": PackageResources.ledger_mustache, "study": PackageResources.study_mustache,
      "figure": PackageResources.figure_mustache, "claims": PackageResources.claims_mustache,
      "progress": PackageResources.progress_mustache, "folder": PackageResources.folder_mustache,
    ]
    for (name, bytes) in files {
      do {
        try library.register(String(decoding: bytes, as: UTF8.self), named: name)
      } catch {
        throw RecordError(file: "\(name).mustache", problem: "found no template: \(error)")
      }
    }
    self.library = library
  }

  /// A script of a page.
  enum Script {
    case tables, charts, surfaces

    var text: String {
      let bytes =
        switch self {
        case .tables: PackageResources.tables_js
        case .charts: PackageResources.charts_js
        case .surfaces: PackageResources.surfaces_js
        }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// A whole page around a template's content, with the style and the scripts that it needs, each once.
  func page(_ template: String, _ context: [String: Any], title: String, scripts: [Script], refresh: Int? = nil) throws(RecordError)
    -> String
  {
    var context = context
    context["page_title"] = title
    context["style"] = String(decoding: PackageResources.page_css, as: UTF8.self)
    if !scripts.isEmpty { context["script"] = ["text": scripts.map(\.text).joined(separator: "\n")] }
    if scripts.contains(.charts) { context["charts_used"] = true }
    if let refresh { context["refresh"] = ["seconds": refresh] }
    guard let content = library.render(context, withTemplate: template) else {
      throw RecordError(file: "\(template).mustache", problem: "found no template")
    }
    context["content"] = content
    return library.render(context, withTemplate: "page") ?? ""
  }
}
