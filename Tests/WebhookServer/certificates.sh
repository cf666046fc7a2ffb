#!/bin/sh
# Makes, in the folder given, a certificate authority (ca.pem) and certificates of it for 127.0.0.1
# and localhost (good.pem) and for another name (other.pem); and one
# that nobody stands for (self.pem). Keys are beside them (good.key …).
set -eu
cd "$1"
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 \
    -subj "/CN=wf test authority" -addext "basicConstraints=critical,CA:TRUE" 2>/dev/null
issue() { # NAME ALTERNATIVES DAYS
    openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" 2>/dev/null
    printf 'subjectAltName=%s\n' "$2" > "$1.ext"
    openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -out "$1.pem" \
        -days "$3" -extfile "$1.ext" 2>/dev/null
}
issue good "DNS:localhost,IP:127.0.0.1" 2
issue other "DNS:elsewhere.example" 2
openssl req -x509 -newkey rsa:2048 -nodes -keyout self.key -out self.pem -days 2 \
    -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" 2>/dev/null
