/// An amount of money in words, as decisions and submissions have it: `một trăm năm mươi triệu đồng`.
public enum MoneyInWords {
    private static let digits = [
        "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
    ]
    private static let units = ["", " nghìn", " triệu", " tỷ"]

    /// - Parameter amount: in đồng.
    public static func vietnamese(_ amount: Int64) -> String {
        if amount == 0 { return "không đồng" }
        return (amount < 0 ? "âm " : "") + words(amount.magnitude, isFirst: true) + " đồng"
    }

    /// Billions are counted by themselves: `một nghìn tỷ`.
    private static func words(_ amount: UInt64, isFirst: Bool) -> String {
        let billion: UInt64 = 1_000_000_000
        if amount >= billion {
            let head = words(amount / billion, isFirst: isFirst) + units[3]
            let rest = amount % billion
            return rest == 0 ? head : head + " " + words(rest, isFirst: false)
        }
        var texts: [String] = []
        for (index, divisor) in [1_000_000, 1_000, 1].enumerated() {
            let group = Int(amount / UInt64(divisor)) % 1_000
            if group == 0 { continue }
            texts.append(
                three(group, isFirst: isFirst && texts.isEmpty) + units[2 - index])
        }
        return texts.joined(separator: " ")
    }

    /// A number below 1000. What stands before it makes hundreds that are none heard.
    private static func three(_ number: Int, isFirst: Bool) -> String {
        let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10)
        var texts: [String] = []
        if hundreds > 0 || !isFirst { texts.append(digits[hundreds] + " trăm") }
        switch tens {
        case 0:
            if ones > 0 { texts.append((texts.isEmpty ? "" : "linh ") + digits[ones]) }
            return texts.joined(separator: " ")
        case 1: texts.append("mười")
        default: texts.append(digits[tens] + " mươi")
        }
        switch ones {
        case 0: break
        case 1: texts.append(tens > 1 ? "mốt" : "một")
        case 5: texts.append("lăm")
        default: texts.append(digits[ones])
        }
        return texts.joined(separator: " ")
    }
}
