/// The tables of the accounts. Times are milliseconds since 1970; secrets are SHA-256 hashes, but
/// for `key`, which the server signs forms of people with who have not signed in yet.
enum AccountSchema {
    static let first = """
        CREATE TABLE account (
            person TEXT NOT NULL PRIMARY KEY,
            password TEXT,
            administrator INTEGER NOT NULL DEFAULT 0,
            disabled INTEGER NOT NULL DEFAULT 0,
            language TEXT,
            created INTEGER NOT NULL,
            password_changed INTEGER
        ) STRICT;
        CREATE TABLE session (
            id TEXT NOT NULL PRIMARY KEY,
            token BLOB NOT NULL UNIQUE,
            person TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
            way TEXT NOT NULL,
            created INTEGER NOT NULL,
            used INTEGER NOT NULL,
            address TEXT,
            agent TEXT
        ) STRICT;
        CREATE INDEX session_person ON session (person);
        CREATE TABLE token (
            id TEXT NOT NULL PRIMARY KEY,
            token BLOB NOT NULL UNIQUE,
            person TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
            name TEXT NOT NULL,
            scopes TEXT NOT NULL,
            created INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            used INTEGER,
            revoked INTEGER
        ) STRICT;
        CREATE INDEX token_person ON token (person);
        CREATE TABLE invitation (
            link BLOB NOT NULL PRIMARY KEY,
            person TEXT,
            administrator INTEGER NOT NULL,
            created INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            used INTEGER
        ) STRICT;
        CREATE TABLE attempt (
            subject TEXT NOT NULL PRIMARY KEY,
            failures INTEGER NOT NULL,
            last INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE key (
            name TEXT NOT NULL PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT;
        """
}
