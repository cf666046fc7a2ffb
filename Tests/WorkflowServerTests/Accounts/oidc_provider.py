"""An OpenID provider on loopback, by Authlib: authorization code flow, PKCE required.

    oidc_provider.py PORT_FILE

Writes the port it listens on to PORT_FILE. Whoever comes is signed in as whoever was set with
PUT /control, whose JSON may also say what is wrong with the tokens:

    {"claims": {…}, "fault": "…", "rotate": true, "token_claims": [names in the ID token]}
"""

import base64
import hmac
import json
import os
import sys
import threading
import time

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector, current_token
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin, grants
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode, UserInfo
from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from werkzeug.serving import make_server

SECRET = "secret-of-the-client.0"


class State:
    claims = {"sub": "1", "email": "linh@example.test", "email_verified": True}
    token_claims = None
    fault = None
    generation = 0
    codes = {}
    tokens = {}
    issuer = ""

    @classmethod
    def rotate(cls):
        cls.generation += 1
        cls.key = RSAKey.generate_key(2048, parameters={"kid": f"key-{cls.generation}"})


State.rotate()
STRANGER = RSAKey.generate_key(2048)


class Client(ClientMixin):
    client_id = "wf"

    def get_client_id(self):
        return self.client_id

    def get_default_redirect_uri(self):
        return None

    def get_allowed_scope(self, scope):
        return scope

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri.endswith("/auth/oidc/callback")

    def check_client_secret(self, client_secret):
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method, endpoint):
        return method == "client_secret_basic"

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type == "authorization_code"


class Code:
    def __init__(self, code, request):
        data = request.payload.data
        self.code = code
        self.redirect_uri = data.get("redirect_uri")
        self.scope = data.get("scope")
        self.nonce = data.get("nonce")
        self.code_challenge = data.get("code_challenge")
        self.code_challenge_method = data.get("code_challenge_method")

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    def get_nonce(self):
        return self.nonce

    def get_auth_time(self):
        return int(time.time())

    def get_acr(self):
        return None

    def get_amr(self):
        return None


class Token(TokenMixin):
    def __init__(self, scope):
        self.scope = scope

    def check_client(self, client):
        return True

    def get_scope(self):
        return self.scope

    def get_expires_in(self):
        return 3600

    def is_revoked(self):
        return False

    def is_expired(self):
        return False

    def get_user(self):
        return "user"


class CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]

    def save_authorization_code(self, code, request):
        State.codes[code] = Code(code, request)

    def query_authorization_code(self, code, client):
        return State.codes.get(code)

    def delete_authorization_code(self, code):
        State.codes.pop(code.code, None)

    def authenticate_user(self, code):
        return "user"


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


class IDToken(OpenIDCode):
    def exists_nonce(self, nonce, request):
        return any(code.nonce == nonce for code in State.codes.values())

    def generate_user_info(self, user, scope):
        return UserInfo(**State.claims)

    def process_token(self, grant, response):
        _, token, _ = response
        now = int(time.time())
        claims = {
            "iss": State.issuer,
            "aud": "wf",
            "iat": now,
            "exp": now + 300,
            "nonce": grant.request.authorization_code.get_nonce(),
        }
        for name, value in State.claims.items():
            if State.token_claims is None or name in State.token_claims or name == "sub":
                claims[name] = value
        header = {"alg": "RS256", "kid": State.key.kid}
        key = State.key
        match State.fault:
            case "aud":
                claims["aud"] = "another"
            case "aud-many":
                claims["aud"] = ["wf", "another"]
            case "azp":
                claims["azp"] = "another"
            case "aud-empty":
                claims["aud"] = []
            case "iss":
                claims["iss"] = "https://evil.example"
            case "nonce":
                claims["nonce"] = "of-another-sign-in"
            case "no-nonce":
                del claims["nonce"]
            case "expired":
                claims["exp"] = now - 120
                claims["iat"] = now - 420
            case "future":
                claims["iat"] = now + 600
            case "no-exp":
                del claims["exp"]
            case "no-sub":
                del claims["sub"]
            case "stranger-key":
                key = STRANGER
            case "unknown-kid":
                key = STRANGER
                header["kid"] = "nobody"
        text = jwt.encode(header, claims, key, algorithms=["RS256"])
        match State.fault:
            case "none":
                text = part({"alg": "none"}) + "." + text.split(".")[1] + "."
            case "hs256-public":
                # The public key, which everybody has, taken for a shared secret.
                head = part({"alg": "HS256", "kid": State.key.kid}) + "." + part(claims)
                mac = hmac.new(State.key.as_pem(private=False), head.encode(), "sha256").digest()
                text = head + "." + base64.urlsafe_b64encode(mac).rstrip(b"=").decode()
            case "hs256-secret":
                secret = OctKey.import_key(SECRET.encode() * 3)
                text = jwt.encode({"alg": "HS256"}, claims, secret, algorithms=["HS256"])
            case "tampered":
                claims["email"] = "hoa@example.test"
                head, _, signature = text.split(".")
                text = head + "." + part(claims) + "." + signature
            case "no-token":
                return token
            case "garbage":
                text = "not.a.token"
        token["id_token"] = text
        return token


app = Flask(__name__)
server = AuthorizationServer(
    app,
    query_client=lambda name: Client() if name == "wf" else None,
    save_token=lambda token, request: State.tokens.update(
        {token["access_token"]: Token(token.get("scope"))}),
)
server.register_grant(CodeGrant, [IDToken(require_nonce=True), CodeChallenge(required=True)])


class Validator(BearerTokenValidator):
    def authenticate_token(self, text):
        return State.tokens.get(text)


protector = ResourceProtector()
protector.register_token_validator(Validator())


@app.get("/.well-known/openid-configuration")
def discovery():
    issuer = "https://evil.example" if State.fault == "discovery" else State.issuer
    return jsonify(
        issuer=issuer,
        authorization_endpoint=State.issuer + "/authorize",
        token_endpoint=State.issuer + "/token",
        userinfo_endpoint=State.issuer + "/userinfo",
        jwks_uri=State.issuer + "/jwks",
        response_types_supported=["code"],
        subject_types_supported=["public"],
        id_token_signing_alg_values_supported=["RS256"],
        token_endpoint_auth_methods_supported=["client_secret_basic"],
        code_challenge_methods_supported=["S256"],
    )


@app.get("/jwks")
def jwks():
    return jsonify(keys=[State.key.as_dict(private=False)])


@app.get("/authorize")
def authorize():
    if State.fault == "denied":
        return server.create_authorization_response(grant_user=None)
    if request.args.get("code_challenge_method") != "S256":
        return jsonify(error="S256 is required"), 400
    return server.create_authorization_response(grant_user="user")


@app.post("/token")
def token():
    return server.create_token_response()


@app.get("/userinfo")
@protector()
def userinfo():
    claims = dict(State.claims)
    if State.fault == "userinfo-of-another":
        claims["sub"] = "2"
    return jsonify(claims)


@app.put("/control")
def control():
    wanted = request.get_json()
    State.fault = wanted.get("fault")
    State.token_claims = wanted.get("token_claims")
    if "claims" in wanted:
        State.claims = wanted["claims"]
    if wanted.get("rotate"):
        State.rotate()
    return "", 204


if __name__ == "__main__":
    http = make_server("127.0.0.1", 0, app, threaded=True)
    State.issuer = f"http://127.0.0.1:{http.server_port}"
    with open(sys.argv[1] + ".new", "w") as file:
        file.write(str(http.server_port))
    os.rename(sys.argv[1] + ".new", sys.argv[1])

    def end_with_parent():
        # Whoever started this holds the other end of the standard input.
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=end_with_parent, daemon=True).start()
    http.serve_forever()
