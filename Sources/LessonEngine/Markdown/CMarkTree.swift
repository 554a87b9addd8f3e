import CMarkGFM
import Synchronization

/// A node of the tree that cmark-gfm builds. It is valid only inside `withCMarkTree`.
struct CMarkNode {
  let pointer: OpaquePointer

  init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  /// The kind in cmark's own words, such as `paragraph` or `table_cell`. The extensions' kinds
  /// have no constants that Swift can see, so all are told apart by name.
  var kind: String { String(cString: cmark_node_get_type_string(pointer)) }

  var parent: CMarkNode? { CMarkNode(cmark_node_parent(pointer)) }

  var children: some Sequence<CMarkNode> {
    sequence(first: CMarkNode(cmark_node_first_child(pointer))) { child in
      child.map { CMarkNode(cmark_node_next($0.pointer)) }
    }.lazy.prefix { $0 != nil }.map { $0! }
  }

  var literal: String { text(cmark_node_get_literal(pointer)) }
  var url: String { text(cmark_node_get_url(pointer)) }
  var title: String { text(cmark_node_get_title(pointer)) }
  var info: String { text(cmark_node_get_fence_info(pointer)) }

  /// The text of everything below the node, for nesting that is too deep to be taken apart.
  var flattened: String {
    guard let rendered = cmark_render_plaintext(pointer, CMARK_OPT_DEFAULT, 0) else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(rendered) }
    return String(cString: rendered)
  }

  /// Calls `visit` with the node and with each below it, parents first. Without recursion: the
  /// tree may be as deep as the text is long.
  func forEach(_ visit: (CMarkNode) -> Void) {
    let iterator = cmark_iter_new(pointer)
    defer { cmark_iter_free(iterator) }
    while true {
      switch cmark_iter_next(iterator) {
      case CMARK_EVENT_DONE: return
      case CMARK_EVENT_ENTER: CMarkNode(cmark_iter_get_node(iterator)).map(visit)
      default: break
      }
    }
  }

  private func text(_ string: UnsafePointer<CChar>?) -> String {
    string.map { String(cString: $0) } ?? ""
  }
}

/// Parses the text with GitHub's extensions and hands the document node to `body`.
///
/// One text is parsed at a time: cmark-gfm keeps the characters that its extensions look for in
/// global tables, which a parser fills when it starts and empties when it ends.
func withCMarkTree<Result: Sendable>(
  _ text: String, _ body: (CMarkNode) -> sending Result
) -> Result {
  parsing.withLock { _ in
    cmark_gfm_core_extensions_ensure_registered()
    let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "tasklist", "autolink"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cmark_parser_feed(parser, $0.baseAddress, $0.count)
      }
    }
    guard let document = CMarkNode(cmark_parser_finish(parser)) else {
      fatalError("cmark-gfm returned no document")
    }
    defer { cmark_node_free(document.pointer) }
    return body(document)
  }
}

private let parsing = Mutex<Void>(())
