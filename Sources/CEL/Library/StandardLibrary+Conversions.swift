extension StandardLibrary {
    static let conversions: [FunctionDeclaration] = [
        FunctionDeclaration("dyn", [.unary(types: ([.a], .dyn)) { (a: Value) in a }]),
        FunctionDeclaration(
            "type",
            [
                Overload([.a], .type(.a), false, .unary { value, _ in .type(value.type) })
            ]),
        FunctionDeclaration(
            "bool",
            [
                .unary { (a: Bool) in a },
                .unary { (a: String) throws(EvaluationError) in
                    switch a {
                    case "1", "t", "T", "true", "TRUE", "True": true
                    case "0", "f", "F", "false", "FALSE", "False": false
                    default: throw .cannotConvert(a, to: .bool)
                    }
                },
            ]),
        FunctionDeclaration(
            "int",
            [
                .unary { (a: Int64) in a },
                .unary { (a: UInt64) throws(EvaluationError) in
                    try inRange(Int64(exactly: a), .int)
                },
                .unary { (a: Double) throws(EvaluationError) in
                    // Both ends are excluded: doubles there stand for numbers out of range too.
                    guard a > -0x1p63, a < 0x1p63 else { throw .overflow(.int) }
                    return Int64(a)
                },
                .chargedUnary { (a: String, context) throws(EvaluationError) in
                    try context.charge(text: a)
                    guard let number = Int64(a) else { throw .cannotConvert(a, to: .int) }
                    return number
                },
                .unary { (a: Timestamp) in a.seconds },
            ]),
        FunctionDeclaration(
            "uint",
            [
                .unary { (a: UInt64) in a },
                .unary { (a: Int64) throws(EvaluationError) in
                    try inRange(UInt64(exactly: a), .uint)
                },
                .unary { (a: Double) throws(EvaluationError) in
                    guard a >= 0, a < 0x1p64 else { throw .overflow(.uint) }
                    return UInt64(a)
                },
                .chargedUnary { (a: String, context) throws(EvaluationError) in
                    try context.charge(text: a)
                    guard a.utf8.first != UInt8(ascii: "+"), let number = UInt64(a) else {
                        throw .cannotConvert(a, to: .uint)
                    }
                    return number
                },
            ]),
        FunctionDeclaration(
            "double",
            [
                .unary { (a: Double) in a },
                .unary { (a: Int64) in Double(a) },
                .unary { (a: UInt64) in Double(a) },
                .chargedUnary { (a: String, context) throws(EvaluationError) in
                    try context.charge(text: a)
                    guard let number = DoubleText.parse(a) else {
                        throw .cannotConvert(a, to: .double)
                    }
                    return number
                },
            ]),
        FunctionDeclaration(
            "string",
            [
                .unary { (a: String) in a },
                .unary { (a: Bool) in String(a) },
                .unary { (a: Int64) in String(a) },
                .unary { (a: UInt64) in String(a) },
                .unary { (a: Double) in DoubleText.shortest(a) },
                .chargedUnary { (a: Bytes, context) throws(EvaluationError) in
                    try context.charge(a.content.count / 16)
                    guard let text = String(validating: a.content, as: UTF8.self) else {
                        throw .invalidArgument(.notUTF8)
                    }
                    return text
                },
                .unary { (a: Timestamp) in a.description },
                .unary { (a: CELDuration) in a.description },
            ]),
        FunctionDeclaration(
            "bytes",
            [
                .unary { (a: Bytes) in a },
                .chargedUnary { (a: String, context) throws(EvaluationError) in
                    try context.charge(text: a)
                    return Bytes(Array(a.utf8))
                },
            ]),
        FunctionDeclaration(
            "timestamp",
            [
                .unary { (a: Timestamp) in a },
                .chargedUnary { (a: String, context) throws(EvaluationError) in
                    try context.charge(text: a)
                    guard let timestamp = Timestamp(a) else {
                        throw .cannotConvert(a, to: .timestamp)
                    }
                    return timestamp
                },
                .unary { (a: Int64) throws(EvaluationError) in
                    try inRange(Timestamp(seconds: a), .timestamp)
                },
            ]),
        FunctionDeclaration(
            "duration",
            [
                .unary { (a: CELDuration) in a },
                .chargedUnary { (a: String, context) throws(EvaluationError) in
                    try context.charge(text: a)
                    guard let duration = CELDuration(a) else {
                        throw .cannotConvert(a, to: .duration)
                    }
                    return duration
                },
            ]),
    ]
}

extension EvaluationError {
    static func cannotConvert(_ text: String, to type: CELType) -> EvaluationError {
        .invalidArgument(.notConvertible(String(text.prefix(40)), to: type))
    }
}
