package org.herald.rehearsal;

import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.herald.Visibility;
import org.herald.kit.limits.LimitsFile;
import org.herald.rehearsal.Timeline.Entry;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.Capability;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Connection;
import org.herald.spi.Editor;
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
import org.herald.spi.Responder;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rehearsal network's connector: nothing leaves this CMS. */
@Component(service = Capability.class, property = Network.ID + "=" + RehearsalNetwork.ID)
public final class RehearsalNetwork implements Network, Publisher, Responder, Editor, Collector, Authorizer {
    static final String ID = "rehearsal";
    static final String SCREEN = "/cms/herald-rehearsal/timeline.html";
    private static final NetworkTraits TRAITS = new NetworkTraits(
            ID,
            "Rehearsal",
            "",
            "",
            new NetworkTraits.Posting(
                    NetworkTraits.Idempotency.CLIENT_ID,
                    NetworkTraits.Edit.IN_PLACE,
                    NetworkTraits.ALWAYS,
                    NetworkTraits.Cards.BY_CLIENT,
                    NetworkTraits.Files.UPLOAD),
            new NetworkTraits.Listening(
                    NetworkTraits.Reading.ASKED, NetworkTraits.ALWAYS, NetworkTraits.Answering.ALWAYS, Set.of()),
            LimitsFile.beside(RehearsalNetwork.class),
            true);
    private final Timeline timeline;

    @Activate
    public RehearsalNetwork(@Reference Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public NetworkTraits traits() {
        return TRAITS;
    }

    @Override
    public String newKey(Instant now) {
        return UUID.randomUUID().toString();
    }

    @Override
    public Outcome publish(Account account, Post post) {
        return put(account, post, "");
    }

    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        return timeline.find(parent.id()).isPresent()
                ? put(account, post, parent.id())
                : new Outcome.Refused(Reason.GONE, "What is answered is not on the timeline any more.");
    }

    private Outcome put(Account account, Post post, String parent) {
        timeline.put(new Entry(
                post.key(),
                parent,
                account.handle(),
                account.handle() + "@" + ID,
                post.text(),
                post.createdAt(),
                post.card()
                        .map(card -> new Timeline.Card(card.title(), card.link().toString()))
                        .orElse(Timeline.Card.NONE),
                post.media().size()));
        return new Outcome.Done(ref(post.key()));
    }

    private static RemoteRef ref(String id) {
        return new RemoteRef(id, "", URI.create(SCREEN + "#" + id));
    }

    @Override
    public Lookup find(Account account, Post post) {
        return timeline.find(post.key()).isPresent() ? new Lookup.Present(ref(post.key())) : new Lookup.Absent();
    }

    @Override
    public Outcome edit(Account account, RemoteRef ref, Post post) {
        Optional<Entry> old = timeline.find(ref.id());
        if (old.isEmpty()) {
            return new Outcome.Refused(Reason.GONE, "It is not on the timeline any more.");
        }
        Entry e = old.get();
        timeline.put(
                new Entry(e.id(), e.parent(), e.author(), e.handle(), post.text(), e.at(), e.card(), e.pictures()));
        return new Outcome.Done(ref);
    }

    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        timeline.delete(ref.id());
        return new Outcome.Done(ref);
    }

    @Override
    public Collected thread(Account account, RemoteRef root, String page) {
        if (timeline.find(root.id()).isEmpty()) {
            return new Collected.Failed(Reason.GONE, "The post is not on the timeline any more.");
        }
        Set<String> below = new HashSet<>(Set.of(root.id()));
        List<Entry> all = timeline.all();
        int before = 0;
        while (below.size() > before) { // an answer may be dated before what it answers
            before = below.size();
            all.stream().filter(entry -> below.contains(entry.parent())).forEach(entry -> below.add(entry.id()));
        }
        List<RemoteReply> replies = all.stream()
                .filter(entry -> below.contains(entry.parent()))
                .map(entry -> reply(entry, account))
                .toList();
        return new Collected.Replies(replies);
    }

    private static RemoteReply reply(Entry entry, Account account) {
        return RemoteReply.builder()
                .ref(ref(entry.id()))
                .parentId(entry.parent())
                .authorId(entry.handle())
                .authorHandle(entry.handle())
                .authorName(entry.author())
                .html("<p>" + escape(entry.text()) + "</p>")
                .at(entry.at())
                .visibility(Visibility.PUBLIC)
                .own(entry.handle().equals(account.handle() + "@" + ID))
                .build();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\n", "<br>");
    }

    @Override
    public News news(Account account, String cursor) {
        return new News(Set.of(), cursor);
    }

    @Override
    public Connection signIn(URI server, String handle, Secret secret) {
        String name = handle.isBlank() ? ID : handle.strip();
        return new Connection.Connected(name, name, secret, Optional.empty());
    }

    @Override
    public Connection check(Account account) {
        return signIn(account.server(), account.handle(), account.secret());
    }
}
