package org.herald.core.collect;

import static org.herald.core.repo.Names.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Inbox.Seen;
import org.herald.Rejection;
import org.herald.ReviewState;
import org.herald.Share;
import org.herald.VariantState;
import org.herald.core.collect.InboxNodes.Happening;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.core.share.OutgoingPost;
import org.herald.core.share.ShareStore;
import org.herald.spi.RemoteRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes what is answered, beside the item that it answers. */
@Component(service = InboxAnswers.class)
public final class InboxAnswers {
    /** The first answers of a day also make the folders that they lie in: those conflicts are over at once. */
    private static final int ATTEMPTS = 6;

    private final Repository repository;
    private final ShareStore shares;

    @Activate
    public InboxAnswers(@Reference Repository repository, @Reference ShareStore shares) {
        this.repository = repository;
        this.shares = shares;
    }

    /** What an answer to an item is addressed to. */
    record Addressee(RemoteRef root, RemoteRef parent) {}

    /** Reads where an answer goes. */
    Addressee addressee(String id) {
        try (ResourceResolver resolver = repository.open()) {
            ValueMap values = InboxNodes.find(resolver, id).orElseThrow().getValueMap();
            return new Addressee(
                    new RemoteRef(Nodes.string(values, PN_ROOT_ID), Nodes.string(values, PN_ROOT_VERSION), null),
                    new RemoteRef(Nodes.string(values, PN_REMOTE_ID), Nodes.string(values, PN_REMOTE_VERSION), null));
        }
    }

    /**
     * An answer that a person gives.
     *
     * @param item what is answered, as it was seen
     * @param articlePath where the article is, or its title where it is gone
     */
    record Answer(Seen item, String articlePath, String articleTitle, String by, OutgoingPost dispatch) {}

    /**
     * What became of an answer.
     *
     * @param isNew false where the same was said before: nothing happened
     */
    record Recorded(String shareId, boolean isNew) {}

    /**
     * Records an answer and notes it on its item, in one commit: of two at the same moment one is recorded.
     *
     * @throws Rejection where the item is not as it was seen, or somebody else answered it at the same moment
     */
    Recorded record(Answer answer) {
        Long first = null;
        for (int attempt = 1; ; attempt++) {
            try (ResourceResolver resolver = repository.open()) {
                Resource node = InboxNodes.find(resolver, answer.item().id()).orElseThrow(InboxNodes::unknown);
                ModifiableValueMap values = Nodes.values(node);
                Optional<String> before = said(resolver, values, answer.dispatch());
                if (before.isPresent()) {
                    return new Recorded(before.get(), false);
                }
                mustAllow(values, first == null ? answer.item().version() : first);
                first = InboxNodes.version(values);
                return new Recorded(commit(resolver, values, answer), true);
            } catch (PersistenceException e) {
                if (!Persistence.isConflict(e)) {
                    throw new IllegalStateException(
                            "cannot record the answer to " + answer.item().id(), e);
                }
                if (attempt == ATTEMPTS) {
                    throw new Rejection(
                            Rejection.Kind.CONFLICT, "movedOn", "Others answer at the same moment: look again.");
                }
            }
        }
    }

    /** The answer that says the same and was not taken back; empty when there is none. */
    private Optional<String> said(ResourceResolver resolver, ValueMap values, OutgoingPost dispatch) {
        return Arrays.stream(values.get(PN_ANSWERS, new String[0]))
                .map(id -> shares.ask().find(resolver, id))
                .flatMap(Optional::stream)
                .filter(share -> share.variants().stream()
                        .anyMatch(v -> v.text().equals(dispatch.text())
                                && v.state() != VariantState.REFUSED
                                && v.state() != VariantState.WITHDRAWN))
                .map(Share::id)
                .findFirst();
    }

    private static void mustAllow(ValueMap values, Long seen) {
        if (InboxNodes.state(values) == ReviewState.DELETED) {
            throw new Rejection(
                    Rejection.Kind.CONFLICT, "deleted", "This reply was deleted: there is nothing to answer.");
        }
        InboxNodes.mustBe(values, seen);
    }

    private String commit(ResourceResolver resolver, ModifiableValueMap values, Answer answer)
            throws PersistenceException {
        shares.mustKeep();
        String id = shares.newId();
        Resource share = shares.record(
                resolver,
                id,
                answer.articlePath(),
                answer.articleTitle(),
                answer.by(),
                answer.item().id(),
                List.of(answer.dispatch()),
                null);
        List<String> answers = new ArrayList<>(Arrays.asList(values.get(PN_ANSWERS, new String[0])));
        answers.add(id);
        values.put(PN_ANSWERS, answers.toArray(String[]::new));
        InboxNodes.happens(values, Happening.ANSWERED);
        resolver.commit();
        shares.recorded(List.of(share));
        return id;
    }

    /** Reads an answer with Herald's rights: moderators need none on shares. */
    Share readShare(String shareId) {
        try (ResourceResolver resolver = repository.open()) {
            return shares.ask().find(resolver, shareId).orElseThrow();
        }
    }

    /** The language of an article; English when it is gone. */
    String language(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            return articlePath.isEmpty() || resolver.getResource(articlePath) == null
                    ? "en"
                    : Articles.read(resolver, articlePath).language().toLanguageTag();
        }
    }
}
