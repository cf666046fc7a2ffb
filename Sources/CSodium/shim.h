// The system's libsodium (Debian and Ubuntu: libsodium-dev). Only the Hashing target imports this.
#ifndef WF_CSODIUM_SHIM_H
#define WF_CSODIUM_SHIM_H

#include <sodium/crypto_hash_sha256.h>
#include <sodium/crypto_shorthash_siphash24.h>

#endif
