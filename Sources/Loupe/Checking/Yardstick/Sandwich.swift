/// M·X·Mᵀ of a matrix M, `[rows, columns]`, row by row, and a square X.
struct Sandwich {
  private let rows: Int
  private let columns: Int
  private var halfway: [Double]
  private var product: [Double]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    halfway = Array(repeating: 0, count: rows * columns)
    product = Array(repeating: 0, count: rows * rows)
  }

  mutating func callAsFunction(_ matrix: [Double], _ square: [Double]) -> [Double] {
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = 0.0
        for k in 0..<columns { sum += matrix[row * columns + k] * square[k * columns + column] }
        halfway[row * columns + column] = sum
      }
    }
    for row in 0..<rows {
      for column in 0..<rows {
        var sum = 0.0
        for k in 0..<columns { sum += halfway[row * columns + k] * matrix[column * columns + k] }
        product[row * rows + column] = sum
      }
    }
    return product
  }
}
