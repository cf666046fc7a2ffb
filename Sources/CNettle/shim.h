// The system's Nettle (Debian and Ubuntu: nettle-dev). Only the Hashing target imports this.
#ifndef WF_CNETTLE_SHIM_H
#define WF_CNETTLE_SHIM_H

#include <nettle/sha2.h>
#include <nettle/umac.h>
#include <nettle/version.h>

/* Nettle 4 asks no longer how much of a digest is wanted. */
static inline void wf_sha256_digest(struct sha256_ctx *context, uint8_t *digest) {
#if NETTLE_VERSION_MAJOR >= 4
    sha256_digest(context, digest);
#else
    sha256_digest(context, SHA256_DIGEST_SIZE, digest);
#endif
}

static inline void wf_umac128_digest(struct umac128_ctx *context, uint8_t *digest) {
#if NETTLE_VERSION_MAJOR >= 4
    umac128_digest(context, digest);
#else
    umac128_digest(context, UMAC128_DIGEST_SIZE, digest);
#endif
}

#endif
