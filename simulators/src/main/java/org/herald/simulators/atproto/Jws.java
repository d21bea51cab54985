package org.herald.simulators.atproto;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import org.herald.simulators.Json;

/**
 * Something signed (RFC 7515), read with nothing but what Java has: no library that what is tested uses, too.
 *
 * @param signed the bytes that the signature is over
 */
record Jws(JsonNode header, JsonNode claims, String signed, byte[] signature) {

    static Jws parse(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not three parts");
        }
        return new Jws(tree(parts[0]), tree(parts[1]), parts[0] + "." + parts[1], decoded(parts[2]));
    }

    private static JsonNode tree(String part) {
        try {
            return Json.MAPPER.readTree(decoded(part));
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    /** Whether a key on P-256 signed it by ES256. */
    boolean isSignedBy(JsonNode jwk) {
        try {
            Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
            check.initVerify(key(jwk));
            check.update(signed.getBytes(StandardCharsets.US_ASCII));
            return "ES256".equals(header.path("alg").asText()) && check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static PublicKey key(JsonNode jwk) throws GeneralSecurityException {
        if (!"EC".equals(jwk.path("kty").asText())
                || !"P-256".equals(jwk.path("crv").asText())) {
            throw new GeneralSecurityException("another kind of key");
        }
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(JsonNode jwk, String name) {
        return new BigInteger(1, decoded(jwk.path(name).asText()));
    }

    /** The thumbprint of a key (RFC 7638, 3.2): the members that it must have, in the order of the alphabet. */
    static String thumbprint(JsonNode jwk) {
        String members = "{\"crv\":\"" + jwk.path("crv").asText() + "\",\"kty\":\""
                + jwk.path("kty").asText() + "\",\"x\":\"" + jwk.path("x").asText() + "\",\"y\":\""
                + jwk.path("y").asText() + "\"}";
        return hash(members);
    }

    /** SHA-256 as it stands in proofs and challenges. */
    static String hash(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
