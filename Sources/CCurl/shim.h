// The libcurl of the system (Debian and Ubuntu: libcurl4-openssl-dev), for mail.
#ifndef WF_CCURL_SHIM_H
#define WF_CCURL_SHIM_H

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

/* What these take depends on the option, which Swift cannot pass. */

static inline CURLcode wf_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode wf_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode wf_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode wf_curl_set_reader(CURL *handle, curl_read_callback read) {
    return curl_easy_setopt(handle, CURLOPT_READFUNCTION, read);
}

static inline CURLcode wf_curl_set_listener(CURL *handle, curl_debug_callback listen) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, listen);
}

/* The macros for these are casts, which Swift does not see. */
static inline CURLcode wf_curl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }
static inline long wf_curl_tls_required(void) { return CURLUSESSL_ALL; }
static inline long wf_curl_tls_1_2(void) { return CURL_SSLVERSION_TLSv1_2; }

#endif
