extension String {
    /// Whether an item can be called so: 1 to 128 characters, no spaces, slashes or control
    /// characters, so that it can stand in a command and in an address.
    public var isItemIdentifier: Bool {
        (1...128).contains(count)
            && unicodeScalars.allSatisfy { scalar in
                !scalar.properties.isWhitespace && scalar != "/"
                    && scalar.properties.generalCategory != .control
            }
    }
}
