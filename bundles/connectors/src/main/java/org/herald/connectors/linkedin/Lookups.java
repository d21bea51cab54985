package org.herald.connectors.linkedin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.linkedin.Documents.Page;
import org.herald.connectors.linkedin.Documents.Posted;
import org.herald.kit.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/** Looks for what may have arrived, among an organisation's posts or below what was answered. */
final class Lookups {
    private static final int COUNT = 50;
    /** Most pages of a look-up. */
    static final int PAGES = 10;

    private static final String NOT_ASKED = "LinkedIn could not be asked whether it has it.";
    private static final String CLOSED =
            "LinkedIn lets no application read what a member posted: look there whether it has arrived.";

    private final LinkedInApi api;
    private final Threads threads;

    Lookups(LinkedInApi api, Threads threads) {
        this.api = api;
        this.threads = threads;
    }

    Lookup find(Account account, Post post) {
        if (!Urns.isOrganisation(account.remoteId())) {
            return new Lookup.Unknown(CLOSED);
        }
        return post.attempt()
                .parent()
                .map(parent -> answer(account, post, parent))
                .orElseGet(() -> post(account, post));
    }

    /** The newest come first: what comes after one that is too old is older. */
    private Lookup post(Account account, Post post) {
        Recognition recognition = new Recognition(account.remoteId(), post);
        for (int i = 0; i < PAGES; i++) {
            Said said = api.get(
                    account,
                    "/rest/posts?q=author&author=" + Urns.key(account.remoteId()) + "&sortBy=CREATED&count=" + COUNT
                            + "&start=" + i * COUNT);
            Optional<Page> page = said.document(Page.class).filter(p -> p.elements() != null);
            if (page.isEmpty()) {
                return new Lookup.Unknown(NOT_ASKED);
            }
            Window window = Window.of(post.attempt().began(), api.now(), Window.clock(said));
            List<Posted> posts = posts(page.get());
            recognition.unread(posts.size() < page.get().elements().size());
            posts.forEach(one ->
                    recognition.look(one, window, new RemoteRef(one.id(), "", Urns.address(api.web(), one.id()))));
            boolean old = posts.stream()
                    .anyMatch(one -> Instant.ofEpochMilli(one.createdAt()).isBefore(window.possible()));
            if (old || Threads.isLast(page.get(), i * COUNT, COUNT)) {
                return recognition.verdict();
            }
            if (page.get().elements().isEmpty()) { // there is more, and it is not shown
                return recognition.verdictOfPart();
            }
        }
        return recognition.verdictOfPart();
    }

    private static List<Posted> posts(Page page) {
        return page.elements().stream()
                .flatMap(element -> Json.read(element, Posted.class).stream())
                .filter(Posted::isWhole)
                .toList();
    }

    private Lookup answer(Account account, Post post, RemoteRef parent) {
        Threads.Place place = threads.place(account, parent);
        if (place.trouble() != null) {
            return new Lookup.Unknown(NOT_ASKED);
        }
        Recognition recognition = new Recognition(account.remoteId(), post);
        for (int i = 0; i < PAGES; i++) {
            Threads.Level level = threads.level(account, place.urn(), i * Threads.MOST, Threads.MOST);
            if (level.page() == null) {
                return new Lookup.Unknown(NOT_ASKED);
            }
            Window window = Window.of(post.attempt().began(), api.now(), Window.clock(level.said()));
            recognition.unread(!level.whole());
            level.comments().forEach(one -> recognition.look(one, window, new RemoteRef(one.commentUrn(), "", null)));
            if (Threads.isLast(level.page(), i * Threads.MOST, Threads.MOST)) {
                return recognition.verdict();
            }
        }
        return recognition.verdictOfPart();
    }
}
