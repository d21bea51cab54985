package org.herald.bench;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.herald.Visibility;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.Capability;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Connection;
import org.herald.spi.Limits;
import org.herald.spi.Lookup;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.News;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Component;

/** Takes every post but those that ask to be refused, and has as many replies below it as it was told. */
@Component(
        service = {BenchNetwork.class, Capability.class},
        property = Network.ID + "=bench")
public final class BenchNetwork implements Network, Publisher, Collector, Authorizer {
    private static final Limits LIMITS = new Limits(
            new Limits.Text(Limits.Counting.CODE_POINTS_URL23, 500, 0, 23, Limits.Tags.ANY, false, true, 0),
            new Limits.Pictures(0, 0, 0, 0, 0, Limits.Ratios.ANY, 0, Set.of()),
            URI.create("urn:bench"),
            LocalDate.EPOCH);
    private volatile int replies = 1;

    void replies(int count) {
        replies = count;
    }

    @Override
    public NetworkTraits traits() {
        return new NetworkTraits(
                "bench",
                "Bench",
                "",
                "Anything",
                new NetworkTraits.Posting(
                        NetworkTraits.Idempotency.CLIENT_ID,
                        NetworkTraits.Edit.IN_PLACE,
                        NetworkTraits.ALWAYS,
                        NetworkTraits.Cards.BY_SERVER,
                        NetworkTraits.Files.UPLOAD),
                new NetworkTraits.Listening(
                        NetworkTraits.Reading.ASKED, NetworkTraits.ALWAYS, NetworkTraits.Answering.ALWAYS, Set.of()),
                LIMITS,
                true);
    }

    @Override
    public String newKey(Instant now) {
        return UUID.randomUUID().toString();
    }

    @Override
    public Outcome publish(Account account, Post post) {
        if (post.text().contains("refuse")) {
            return new Outcome.Refused(Reason.CONTENT, "It asked for it.");
        }
        boolean long1000 = post.text().contains("thousand");
        boolean long100 = post.text().contains("hundred");
        String size = long1000 ? "1000-" : long100 ? "100-" : "";
        return new Outcome.Done(new RemoteRef(size + post.key(), "", null));
    }

    @Override
    public Lookup find(Account account, Post post) {
        return new Lookup.Absent();
    }

    @Override
    public Collected thread(Account account, RemoteRef root, String page) {
        int count = root.id().startsWith("1000-") ? 1000 : root.id().startsWith("100-") ? 100 : replies;
        List<RemoteReply> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(reply(root, i));
        }
        return new Collected.Replies(all);
    }

    /** Every third reply answers the one before it. */
    private static RemoteReply reply(RemoteRef root, int number) {
        String id = root.id() + "/" + number;
        String parent = number % 3 == 2 ? root.id() + "/" + (number - 1) : root.id();
        return RemoteReply.builder()
                .ref(new RemoteRef(id, "", URI.create("https://bench.example/" + id)))
                .parentId(parent)
                .authorId("author-" + number % 50)
                .authorHandle("author" + number % 50 + "@bench.example")
                .authorName("Author number " + number % 50)
                .html("<p>This is what reader number " + number + " has to say about it, in a sentence or two. "
                        + "It has <a href=\"https://example.org/\">a link</a> as well.</p>")
                .at(Instant.ofEpochSecond(1_790_000_000L + number))
                .visibility(Visibility.PUBLIC)
                .build();
    }

    @Override
    public News news(Account account, String cursor) {
        return new News(Set.of(), cursor);
    }

    @Override
    public Connection signIn(URI server, String handle, Secret secret) {
        return new Connection.Connected(handle, handle, secret, Optional.empty());
    }

    @Override
    public Connection check(Account account) {
        return signIn(account.server(), account.handle(), account.secret());
    }
}
