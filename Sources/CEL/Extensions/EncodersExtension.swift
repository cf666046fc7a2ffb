import Base64

/// Base64 (RFC 4648 §4).
enum EncodersExtension {
    static let functions: [FunctionDeclaration] = [
        FunctionDeclaration(
            "base64.encode",
            [
                .chargedUnary { (a: Bytes, context) throws(EvaluationError) in
                    try context.charge(a.content.count / 16)
                    return Base64.standard.encode(a.content)
                }
            ]),
        FunctionDeclaration(
            "base64.decode",
            [
                .chargedUnary { (a: String, context) throws(EvaluationError) in
                    try context.charge(text: a)
                    guard let bytes = Base64.standard.decode(a) else {
                        throw .invalidArgument(.notBase64)
                    }
                    return Bytes(bytes)
                }
            ]),
    ]
}
