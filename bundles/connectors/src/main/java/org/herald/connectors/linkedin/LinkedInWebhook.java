package org.herald.connectors.linkedin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.herald.connectors.linkedin.Documents.Notice;
import org.herald.connectors.linkedin.Documents.Notices;
import org.herald.kit.http.Json;
import org.herald.spi.Capability;
import org.herald.spi.Network;
import org.herald.spi.Push;
import org.herald.spi.Receipt;
import org.herald.spi.Receiver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Is told by LinkedIn of what happens on organisations' pages: signed with the application's client secret. */
@Component(
        service = Capability.class,
        property = Network.ID + "=" + LinkedInConnector.ID,
        configurationPid = LinkedInConfig.PID)
public final class LinkedInWebhook implements Receiver {
    private static final String ALGORITHM = "HmacSHA256";

    private final String secret;

    @Activate
    public LinkedInWebhook(LinkedInConfig config) {
        this.secret = config._clientSecret();
    }

    @Override
    public Receipt receive(Push push) {
        if (secret.isEmpty()) {
            return new Receipt.Forged(); // nobody can prove anything
        }
        if (push.method().equals("GET")) {
            // nothing else is signed: what begins as a push does would be a signature for it
            return push.query("challengeCode")
                    .filter(code -> code.matches("[0-9A-Za-z-]{1,100}"))
                    .<Receipt>map(this::greeting)
                    .orElseGet(Receipt.Forged::new);
        }
        byte[] expected = signature("hmacsha256=", push.body()).getBytes(StandardCharsets.US_ASCII);
        byte[] told = push.header("X-LI-Signature").orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, told) ? news(push.text()) : new Receipt.Forged();
    }

    private Receipt greeting(String code) {
        return new Receipt.Greeting(
                Json.write(Map.of("challengeCode", code, "challengeResponse", signature(code, new byte[0]))),
                "application/json");
    }

    private static Receipt news(String body) {
        Map<String, Set<String>> answered = new HashMap<>();
        Json.read(body, Notices.class)
                .filter(notices -> notices.notifications() != null)
                .ifPresent(notices -> notices.notifications().forEach(notice -> add(answered, notice)));
        return new Receipt.News(answered);
    }

    /** Where a post is not told by its own name, only by its activity's, it is not said which one it is. */
    private static void add(Map<String, Set<String>> answered, Notice notice) {
        if (notice == null || notice.organizationalEntity() == null) {
            return;
        }
        Set<String> posts = answered.computeIfAbsent(notice.organizationalEntity(), entity -> new HashSet<>());
        if (notice.source() != null && notice.source().entity() != null) {
            posts.add(notice.source().entity());
        }
    }

    private String signature(String what, byte[] more) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(more));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
