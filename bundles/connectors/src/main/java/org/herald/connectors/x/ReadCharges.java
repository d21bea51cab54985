package org.herald.connectors.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.connectors.x.Documents.Post;
import org.herald.connectors.x.Documents.Posts;
import org.herald.connectors.x.Documents.User;
import org.herald.kit.http.Json;
import org.herald.spi.Account;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What X charges for reading, counted of its answers as X counts it: what is read twice on a day (UTC) is paid once. After a
 * start, and on another node, it is counted once more: never too little.
 */
@Component(service = ReadCharges.class)
public final class ReadCharges {
    /** More than this on a day is forgotten, and counted again. */
    private static final int MOST = 200_000;

    private final Clock clock;
    private final Map<String, BigDecimal> prices = new HashMap<>();
    private final Map<String, BigDecimal> owed = new HashMap<>();
    private final Set<String> today = new HashSet<>();
    private LocalDate day = LocalDate.EPOCH;

    /** With what is published. */
    @Activate
    public ReadCharges() {
        this(Clock.systemUTC());
    }

    ReadCharges(Clock clock) {
        this.clock = clock;
        published()
                .fields()
                .forEachRemaining(price -> prices.put(
                        price.getKey(), new BigDecimal(price.getValue().asText())));
    }

    private static JsonNode published() {
        try (InputStream limits = ReadCharges.class.getResourceAsStream("limits.json")) {
            return Json.read(new String(limits.readAllBytes(), StandardCharsets.UTF_8), JsonNode.class)
                    .orElseThrow()
                    .required("cost")
                    .required("reading");
        } catch (IOException e) {
            throw new UncheckedIOException("limits.json cannot be read", e);
        }
    }

    /** What is charged for. */
    enum Kind {
        POST,
        /** Of the account's own timelines. */
        OWN_POST,
        ACCOUNT,
        /** The account itself. */
        OWN_ACCOUNT,
        /** Hiding and showing; each time. */
        MANAGED;

        private String key() {
            return switch (this) {
                case POST -> "post";
                case OWN_POST -> "ownPost";
                case ACCOUNT -> "account";
                case OWN_ACCOUNT -> "ownAccount";
                case MANAGED -> "managed";
            };
        }
    }

    /** Counts a page: what is on it, whom it names, and what it refers to. */
    synchronized void read(Account account, Posts page, Kind kind) {
        count(
                account,
                Kind.ACCOUNT,
                page.includes().users().stream().map(User::id).toList());
        count(account, Kind.POST, page.includes().posts().stream().map(Post::id).toList());
        count(account, kind, page.data().stream().map(Post::id).toList());
    }

    /** Counts an account that was read. */
    synchronized void read(Account account, String id) {
        count(account, Kind.OWN_ACCOUNT, List.of(id));
    }

    /** Counts that something was hidden or shown. */
    synchronized void managed(Account account) {
        owed.merge(account.remoteId(), prices.get(Kind.MANAGED.key()), BigDecimal::add);
    }

    private void count(Account account, Kind kind, List<String> ids) {
        LocalDate now = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!now.equals(day) || today.size() > MOST) {
            day = now;
            today.clear();
        }
        String sort = kind == Kind.ACCOUNT || kind == Kind.OWN_ACCOUNT ? "user " : "";
        long anew = ids.stream().filter(id -> today.add(sort + id)).count();
        owed.merge(account.remoteId(), prices.get(kind.key()).multiply(BigDecimal.valueOf(anew)), BigDecimal::add);
    }

    /** What an account owes since this was asked last. */
    synchronized BigDecimal take(Account account) {
        BigDecimal amount = owed.remove(account.remoteId());
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
