/// One measured figure, the bar it has to reach, and the raw numbers it was made from.
package struct Figure {
    package enum Bar {
        case atLeast(Double)
        case atMost(Double)
        /// Shown to be compared with, not held to anything.
        case none
    }

    package var name: String
    package var value: Double
    /// Behind the value: `×`, `M/s`, `MB`.
    package var unit: String
    package var bar: Bar
    package var raw: String

    package init(name: String, value: Double, unit: String, bar: Bar, raw: String) {
        self.name = name
        self.value = value
        self.unit = unit
        self.bar = bar
        self.raw = raw
    }

    fileprivate var cells: [String] {
        let digits = abs(value) < 100 ? 2 : 0
        return [name, "\(value.text(digits)) \(unit)", bar.text, verdict, raw]
    }

    private var verdict: String {
        switch bar {
        case .atLeast(let least): value >= least ? "ok" : "MISSED"
        case .atMost(let most): value <= most ? "ok" : "MISSED"
        case .none: ""
        }
    }
}

extension Figure.Bar {
    fileprivate var text: String {
        switch self {
        case .atLeast(let least): "≥ " + least.text(least < 1 ? 2 : least < 10 ? 1 : 0)
        case .atMost(let most): "≤ " + most.text(0)
        case .none: "–"
        }
    }
}

/// The figures of a run as a table.
package struct Report {
    private var rows = [["measure", "figure", "bar", "", "raw numbers"]]

    package init() {}

    package mutating func add(_ figures: [Figure]) {
        rows += figures.map(\.cells)
    }

    package func print() {
        let columns = rows[0].indices.dropLast()
        let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
        for row in rows {
            let cells = columns.map {
                $0 == 1 ? row[$0].padded(toEnd: widths[$0]) : row[$0].padded(widths[$0])
            }
            write((cells + [row[row.count - 1]]).joined(separator: "  ") + "\n", to: 1)
        }
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }

    fileprivate func padded(toEnd width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}

extension Double {
    /// With so many digits behind the point, and thousands set apart: `12,345.6`.
    package func text(_ digits: Int) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int64((self.magnitude * scale).rounded())
        var whole = String(scaled / Int64(scale))
        var groups: [Substring] = []
        while whole.count > 3 {
            groups.insert(whole.suffix(3), at: 0)
            whole = String(whole.dropLast(3))
        }
        let sign = self < 0 ? "-" : ""
        let text = sign + ([Substring(whole)] + groups).joined(separator: ",")
        if digits == 0 { return text }
        let fraction = String(scaled % Int64(scale))
        return text + "." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}
