extension Unicode.Scalar {
    /// The same letter in every case, itself included: `k`, `K` and the sign for kelvin.
    ///
    /// Simple case folding, which pairs single characters only: `ß` has no variant `SS`.
    var caseVariants: [Unicode.Scalar] {
        if isASCII, !("a"..."z" ~= self), !("A"..."Z" ~= self) { return [self] }
        // The dotless i and the dotted I go together with others in Turkish only.
        if self == "ı" || self == "İ" { return [self] }
        let folded = caseFolded
        if let variants = Self.unusualClasses[folded] { return variants }
        var variants = [self]
        for variant in [folded, folded.uppercased] where !variants.contains(variant) {
            variants.append(variant)
        }
        return variants
    }

    /// What all variants of a letter have in common.
    private var caseFolded: Unicode.Scalar { uppercased.lowercased }

    private var lowercased: Unicode.Scalar { Self.single(properties.lowercaseMapping) ?? self }
    private var uppercased: Unicode.Scalar { Self.single(properties.uppercaseMapping) ?? self }

    private static func single(_ mapping: String) -> Unicode.Scalar? {
        let scalars = mapping.unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }

    /// The letters with other variants than a small and a capital one, by what they fold to. All
    /// of them are in the basic plane.
    private static let unusualClasses: [Unicode.Scalar: [Unicode.Scalar]] = {
        var classes: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for code in UInt32(0x41)...0xFFFF {
            guard let scalar = Unicode.Scalar(code), scalar.properties.changesWhenCaseMapped,
                scalar != "ı", scalar != "İ"
            else { continue }
            classes[scalar.caseFolded, default: []].append(scalar)
        }
        return classes.filter { folded, variants in
            variants.contains { $0 != folded && $0 != folded.uppercased }
        }
    }()
}
