package org.herald.connectors.bluesky;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.herald.connectors.bluesky.Documents.StrongRef;
import org.herald.kit.http.Answer;
import org.herald.spi.Account;
import org.herald.spi.Document;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;

/**
 * Records of articles (lexicon site.standard.document), loose ones: they name the site by its address, so that no
 * site.standard.publication is needed. The key of a record is made of the document's, so that one is written once.
 */
final class SiteDocuments {
    static final String COLLECTION = "site.standard.document";
    /** Of the lexicon: so many graphemes, and ten times as many bytes. */
    private static final int MOST_TITLE = 500;

    private static final int MOST_DESCRIPTION = 3000;
    /** So long after its first try a post goes out without. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int TOO_MANY = 429;

    private final BlueskyApi api;

    SiteDocuments(BlueskyApi api) {
        this.api = api;
    }

    /** Writes one. The reference of {@link Outcome.Done} is that of the record. */
    Outcome write(Account account, Document document) {
        return written(put(account, document));
    }

    /**
     * Writes the one that a card is to refer to. A card is one without, too: so the post waits for it only where the server
     * asks to wait or was not reached, and not for long. The core sees to it that the record comes later.
     *
     * @param began when the post was tried first
     */
    Outcome ahead(Account account, Document document, Instant began) {
        Answer answer = put(account, document);
        Outcome outcome = written(answer);
        if (!(outcome instanceof Outcome.Later later)) {
            return outcome;
        }
        boolean passing = answer instanceof Answer.NotSent
                || answer instanceof Answer.Received received && received.status() == TOO_MANY;
        return passing && !later.notBefore().isAfter(began.plus(PATIENCE))
                ? later
                : new Outcome.Refused(Reason.SERVER, "The record of the article comes later.");
    }

    private Answer put(Account account, Document document) {
        return api.procedure(
                account,
                "com.atproto.repo.putRecord",
                Map.of(
                        "repo",
                        account.remoteId(),
                        "collection",
                        COLLECTION,
                        "rkey",
                        key(document.key()),
                        "record",
                        record(document)));
    }

    private Outcome written(Answer answer) {
        Optional<StrongRef> ref =
                BlueskyApi.document(answer, StrongRef.class).filter(r -> r.uri() != null && r.cid() != null);
        return ref.<Outcome>map(r -> new Outcome.Done(new RemoteRef(r.uri(), r.cid(), null)))
                .orElseGet(() -> api.troubleReading(answer));
    }

    /** A server says of one that is not there that it is deleted. */
    Outcome remove(Account account, String key) {
        String rkey = key(key);
        Answer answer = api.procedure(
                account,
                "com.atproto.repo.deleteRecord",
                Map.of("repo", account.remoteId(), "collection", COLLECTION, "rkey", rkey));
        return answer instanceof Answer.Received received && received.isSuccess()
                ? new Outcome.Done(new RemoteRef(COLLECTION + "/" + rkey, "", null))
                : api.troubleReading(answer);
    }

    /** Readers of the record put site and path together, and compare that with the card's address. */
    private static Map<String, Object> record(Document document) {
        URI link = document.link();
        Map<String, Object> record = new HashMap<>();
        record.put("$type", COLLECTION);
        record.put("site", link.getScheme() + "://" + link.getRawAuthority());
        record.put("path", link.getRawPath().isEmpty() ? "/" : link.getRawPath());
        record.put("title", cut(document.title(), MOST_TITLE));
        record.put(
                "publishedAt",
                document.published().truncatedTo(ChronoUnit.MILLIS).toString());
        if (!document.description().isEmpty()) {
            record.put("description", cut(document.description(), MOST_DESCRIPTION));
        }
        if (document.changed().isAfter(document.published())) {
            record.put(
                    "updatedAt",
                    document.changed().truncatedTo(ChronoUnit.MILLIS).toString());
        }
        return record;
    }

    /** As many code points are never more graphemes, nor ten times as many bytes. */
    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** The lexicon wants a TID as key: this one tells no time. */
    static String key(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return Tids.encode(ByteBuffer.wrap(hash).getLong() & Long.MAX_VALUE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
