package org.herald.rest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sling.commons.crypto.PasswordProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tokens that a foreign site cannot get: signed for one user with the password that user has, for some hours, the same on
 * every node.
 */
@Component(service = Tokens.class)
public final class Tokens {
    /** A page that was open for longer asks for another by itself. */
    private static final Duration LIFETIME = Duration.ofHours(2);

    private static final String LABEL = "herald request token, version 1";
    private static final String ALGORITHM = "HmacSHA256";
    private final byte[] key;
    private final Clock clock;

    @Activate
    public Tokens(@Reference(target = "(names=herald)") PasswordProvider passwords) {
        this(passwords.getPassword(), Clock.systemUTC());
    }

    /** Signs with a key of its own: what is signed tells nothing of the passphrase that secrets are encrypted with. */
    Tokens(char[] password, Clock clock) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] passphrase = new byte[bytes.remaining()];
        bytes.get(passphrase);
        this.key = mac(passphrase, LABEL.getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    /** Gives one to a user, who is known by a credential that changes with the password. */
    String issue(String user, String credential) {
        return sign(user, credential, clock.instant().plus(LIFETIME).getEpochSecond());
    }

    boolean isValid(String user, String credential, String token) {
        String[] parts = token == null ? new String[0] : token.split("\\.");
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,12}")) {
            return false;
        }
        long until = Long.parseLong(parts[0]);
        boolean same = MessageDigest.isEqual(
                sign(user, credential, until).getBytes(StandardCharsets.US_ASCII),
                token.getBytes(StandardCharsets.UTF_8));
        return same && clock.instant().getEpochSecond() <= until;
    }

    private String sign(String user, String credential, long until) {
        String said = "herald-csrf " + until + " " + credential + " " + user;
        byte[] signature = mac(key, said.getBytes(StandardCharsets.UTF_8));
        return until + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static byte[] mac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
