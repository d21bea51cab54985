package org.herald.connectors.threads;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.herald.kit.http.Json;
import org.herald.spi.Capability;
import org.herald.spi.Network;
import org.herald.spi.Push;
import org.herald.spi.Receipt;
import org.herald.spi.Receiver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Judges what Threads sends by itself, by the signature that only Meta and the app can make. */
@Component(
        service = Capability.class,
        property = Network.ID + "=" + ThreadsConnector.ID,
        configurationPid = ThreadsConnector.PID)
public final class ThreadsReceiver implements Receiver {
    private static final String SIGNATURE = "X-Hub-Signature-256";
    private static final String PREFIX = "sha256=";
    private static final String CHALLENGE = "[A-Za-z0-9_.-]{1,200}";

    private final App app;

    @Activate
    public ThreadsReceiver(ThreadsConfig config) {
        this(App.of(config));
    }

    ThreadsReceiver(App app) {
        this.app = app;
    }

    @Override
    public Receipt receive(Push push) {
        return switch (push.method()) {
            case "GET" -> greeting(push);
            case "POST" -> isSigned(push) ? news(push) : new Receipt.Forged();
            default -> new Receipt.Forged();
        };
    }

    private Receipt greeting(Push push) {
        String challenge = push.query("hub.challenge").orElse("");
        boolean known = !app.verifyToken().isEmpty()
                && push.query("hub.mode").filter("subscribe"::equals).isPresent()
                && push.query("hub.verify_token")
                        .filter(told -> isEqual(told, app.verifyToken()))
                        .isPresent();
        return known && challenge.matches(CHALLENGE)
                ? new Receipt.Greeting(challenge, "text/plain")
                : new Receipt.Forged();
    }

    private boolean isSigned(Push push) {
        return !app.secret().isEmpty()
                && push.header(SIGNATURE)
                        .filter(told -> isEqual(told, PREFIX + signature(push.body())))
                        .isPresent();
    }

    /** Takes as long for a wrong one as for a right one. */
    private static boolean isEqual(String told, String right) {
        return MessageDigest.isEqual(told.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(app.secret().getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** A notice has one value; who sends several at once is understood, too. */
    private static Receipt news(Push push) {
        Map<String, Set<String>> answered = new LinkedHashMap<>();
        Json.tree(push.text()).ifPresent(document -> {
            JsonNode values = document.path("values");
            for (JsonNode each : values.isArray() ? values : List.of(values)) {
                add(answered, each.path("field").asText(), each.path("value"));
            }
        });
        return new Receipt.News(answered);
    }

    private static void add(Map<String, Set<String>> answered, String field, JsonNode value) {
        String root = value.path("root_post").path("id").asText("");
        String owner = value.path("root_post").path("owner_id").asText("");
        if (field.equals("replies") && !root.isEmpty() && !owner.isEmpty()) {
            answered.computeIfAbsent(owner, id -> new LinkedHashSet<>()).add(root);
        }
    }
}
