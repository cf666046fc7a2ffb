/// A budget estimate: lines with a unit price, adding up to a total. All money is whole đồng.
public struct Budget: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        public var item: String
        public var unit: String?
        public var quantity: Int64
        /// đồng for one unit.
        public var unitPrice: Int64
        /// The code of the funding source.
        public var source: String?

        public init(
            item: String, unit: String?, quantity: Int64, unitPrice: Int64, source: String?
        ) {
            self.item = item
            self.unit = unit
            self.quantity = quantity
            self.unitPrice = unitPrice
            self.source = source
        }

        /// Quantity times unit price, in đồng; nil when it does not fit 64 bits.
        public var amount: Int64? {
            let (product, overflow) = quantity.multipliedReportingOverflow(by: unitPrice)
            return overflow ? nil : product
        }
    }

    public let lines: [Line]
    /// The sum of the lines, in đồng.
    public let total: Int64

    /// Nil when the sum does not fit 64 bits.
    public init?(lines: [Line]) {
        var total: Int64 = 0
        for line in lines {
            guard let amount = line.amount else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(amount)
            guard !overflow else { return nil }
            total = sum
        }
        self.lines = lines
        self.total = total
    }
}
