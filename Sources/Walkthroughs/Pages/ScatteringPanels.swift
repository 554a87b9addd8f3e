import Tensors

/// The grids of a step that scatters: the number among its own, the kernel, the products, and the result with
/// the numbers that change.
struct ScatteringPanels {
  private let scattering: Scattering
  private let scattered: Factor
  private let products: [Scattering.Product]
  private let terms: [Term]
  private let before: Tensor<Float>
  private let after: Tensor<Float>

  init(
    _ scattering: Scattering, _ scattered: Factor, _ products: [Scattering.Product],
    _ terms: [Term], before: Tensor<Float>, after: Tensor<Float>
  ) {
    (self.scattering, self.scattered, self.products) = (scattering, scattered, products)
    (self.terms, self.before, self.after) = (terms, before, after)
  }

  var rows: [[Panel]] {
    let source = PanelMaker(scattering.source).panel(
      PanelMaker.plane(of: scattered.place), marks: [scattered.place: .current])
    let groups = groups
    guard !groups.isEmpty else { return [[source]] }
    return groups.enumerated().map { number, group in
      (number == 0 ? [source] : []) + row(group)
    }
  }

  /// The terms that go to one plane of the result by one plane of the weight, in order.
  private var groups: [Range<Int>] {
    func planes(_ number: Int) -> [[Int]] {
      [products[number].weight?.place, products[number].place].compactMap { $0 }
        .map(PanelMaker.plane)
    }
    var groups: [Range<Int>] = []
    for number in products.indices {
      if let group = groups.last, planes(group.lowerBound) == planes(number) {
        groups[groups.count - 1] = group.lowerBound..<number + 1
      } else {
        groups.append(number..<number + 1)
      }
    }
    return groups
  }

  private func row(_ group: Range<Int>) -> [Panel] {
    var panels: [Panel] = []
    if let weight = products[group.lowerBound].weight {
      var marks: [[Int]: Cell.Mark] = [:]
      for place in products[group].compactMap({ $0.weight?.place }) { marks[place] = .used }
      panels.append(
        PanelMaker(weight.operand).panel(
          PanelMaker.plane(of: weight.place), marks: marks, joint: "·"))
      panels.append(.products(terms[group]))
    }
    let plane = PanelMaker.plane(of: products[group.lowerBound].place)
    var marks: [[Int]: Cell.Mark] = [:]
    for place in products[group].compactMap(\.destination) { marks[place] = .used }
    if let guide = scattering.guide {
      panels.append(
        PanelMaker(guide.operand).panel(plane, marks: guide.marks(scattered.place)))
    }
    var old = PanelMaker(scattering.result.with(before)).panel(plane, marks: marks)
    var new = PanelMaker(scattering.result.with(after)).panel(plane, marks: marks, joint: "→")
    (old.title, new.title) = ("\(old.title) before", "\(new.title) after")
    return panels + [old, new]
  }
}
