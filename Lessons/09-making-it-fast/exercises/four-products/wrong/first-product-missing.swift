func weights(_ g: [Float]) -> [Float] {
  [g[0], (g[0] + g[1]) / 2, (g[0] - g[1]) / 2, g[1]]
}

func outputs(_ m: [Float]) -> [Float] {
  [m[1] + m[2], m[1] - m[2], m[1] + m[2] - m[3]]
}
