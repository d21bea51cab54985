package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.VariantState;
import org.herald.core.budget.Holdings;
import org.herald.core.budget.Place;
import org.herald.core.notice.NotificationStore;
import org.herald.core.notice.People;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.spi.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes repository and journal agree at start. After a crash the repository gets back what it lost. Where it was restored
 * from a backup, or the journal is another's or was lost, nobody knows what was sent since: everything unsent is looked up
 * before it is sent.
 */
final class ShareRecovery {
    /** A crash takes five seconds from the repository, a slow disk some more; what lacks longer was not lost in a crash. */
    static final Duration CRASH = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(ShareRecovery.class);
    private static final int BATCH = 100;
    private static final Set<VariantState> UNSENT =
            Set.of(VariantState.SUBMITTED, VariantState.PLANNED, VariantState.QUEUED, VariantState.REFUSED);

    private final Repository repository;
    private final Ledger ledger;
    private final NotificationStore notices;

    ShareRecovery(Repository repository, Ledger ledger, NotificationStore notices) {
        this.repository = repository;
        this.ledger = ledger;
        this.notices = notices;
    }

    /** Does it; what cannot be done keeps nobody from starting. */
    void run() {
        if (!ledger.isThere()) {
            return;
        }
        try (ResourceResolver resolver = repository.open()) {
            Resource shares = Nodes.obtain(resolver, SHARES, NT_FOLDER);
            String known = Nodes.string(shares.getValueMap(), PN_IDENTITY);
            Optional<String> identity = ledger.identity();
            boolean same = identity.isEmpty()
                    ? known.isEmpty()
                    : known.equals(identity.get()) || known.isEmpty() && ledger.isNew();
            List<LedgerEntry> behind = same ? behind(resolver) : List.of();
            boolean restored =
                    behind.stream().anyMatch(entry -> entry.at().plus(CRASH).isBefore(lastSeen()));
            for (LedgerEntry entry : behind) {
                putBack(resolver, entry, restored);
            }
            if (!same || restored) {
                lookUpUnsent(resolver);
                tellAdmins(resolver);
            }
            if (!same) {
                ledger.forget();
            }
            String now = same && identity.isPresent() ? identity.get() : ledger.identify();
            Nodes.values(shares).put(PN_IDENTITY, now);
            resolver.commit();
            if (!behind.isEmpty()) {
                noteAgain(resolver, behind);
                LOG.warn("Put back {} states of shares that the repository had lost", behind.size());
            }
        } catch (PersistenceException | RuntimeException e) {
            LOG.error("What the repository may have lost could not be put back", e);
        }
    }

    /** What was put back may be lost once more, in a crash that follows at once: it was not lost longer ago than that. */
    private void noteAgain(ResourceResolver resolver, List<LedgerEntry> behind) {
        ledger.add(behind.stream()
                .map(entry -> resolver.getResource(entry.variant()))
                .toList());
    }

    private Instant lastSeen() {
        return Stream.concat(
                        Stream.of(ledger.alive()), ledger.entries().stream().map(LedgerEntry::at))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private List<LedgerEntry> behind(ResourceResolver resolver) {
        return ledger.entries().stream()
                .filter(entry -> {
                    Resource known = resolver.getResource(entry.variant());
                    return (known == null ? -1 : known.getValueMap().get(PN_MOVES, 0L)) < entry.moves();
                })
                .toList();
    }

    private void putBack(ResourceResolver resolver, LedgerEntry entry, boolean restored) throws PersistenceException {
        boolean isNew = resolver.getResource(entry.variant()) == null;
        Resource share = resolver.getResource(entry.share());
        if (share == null) {
            share = Nodes.obtain(resolver, entry.share(), NT_SHARE);
            Nodes.values(share).putAll(entry.shareValues());
            String article = Nodes.string(share.getValueMap(), PN_ARTICLE);
            String path = Nodes.string(share.getValueMap(), PN_ARTICLE_PATH);
            boolean lost =
                    !article.isEmpty() && Articles.locate(resolver, article).isEmpty();
            if (lost && resolver.getResource(path) != null) {
                Nodes.values(share).put(PN_ARTICLE, Articles.identify(resolver, path));
            }
        }
        Resource variant = Nodes.obtain(resolver, entry.variant(), NT_VARIANT);
        ModifiableValueMap values = Nodes.values(variant);
        List<Place> places = Holdings.of(values);
        new HashSet<>(values.keySet())
                .stream()
                        .filter(name ->
                                name.startsWith("herald:") && !entry.values().containsKey(name))
                        .forEach(values::remove); // it waited for its time when the repository saw it last, say
        values.putAll(entry.values());
        VariantState state = ShareNodes.state(values);
        if (restored && isNew && (state == VariantState.QUEUED || state == VariantState.PLANNED)) {
            values.put(PN_STATE, VariantState.REFUSED.name());
            values.put(PN_REASON, Reason.HELD.name());
            values.put(PN_MESSAGE, "The repository was restored, and did not know of this: send it now, or not.");
        }
        Holdings.carry(resolver, variant.getName(), places, Holdings.of(values));
        tellAgain(resolver, variant);
    }

    /** The commit that was lost held the notice, too. */
    private void tellAgain(ResourceResolver resolver, Resource variant) throws PersistenceException {
        VariantState state = ShareNodes.state(variant.getValueMap());
        boolean person = state == VariantState.UNCERTAIN
                && Nodes.instant(variant.getValueMap(), PN_NOT_BEFORE)
                        .filter(DeliveryItem.NEVER::equals)
                        .isPresent();
        boolean stays = state == VariantState.SENT
                && !Nodes.string(variant.getValueMap(), PN_REASON).isEmpty();
        if (state == VariantState.REFUSED || person || stays) {
            Whose whose = ShareReader.whose(variant);
            notices.add(resolver, List.of(whose.by()), whose.failed(Nodes.string(variant.getValueMap(), PN_MESSAGE)));
        }
    }

    private static void lookUpUnsent(ResourceResolver resolver) throws PersistenceException {
        List<String> paths = new ArrayList<>();
        for (VariantState state : UNSENT) {
            ShareReader.inState(resolver, state).map(Resource::getPath).forEach(paths::add);
        }
        int changed = 0;
        for (String path : paths) {
            ModifiableValueMap values = Nodes.values(resolver.getResource(path));
            values.put(
                    PN_LOOK_SINCE, Nodes.date(Nodes.instant(values, PN_CREATED).orElse(Instant.EPOCH)));
            if (++changed % BATCH == 0) {
                resolver.commit();
            }
        }
    }

    private void tellAdmins(ResourceResolver resolver) {
        String why = "The repository and the journal beside it do not belong together: one was restored or replaced."
                + " Whatever is unsent is looked up on its network before it is sent.";
        LOG.error(why);
        try {
            notices.add(
                    resolver,
                    People.in(resolver, List.of("herald-admins")),
                    new NotificationStore.NotificationContent("FAILED", "", "", "Herald", "herald", why));
        } catch (PersistenceException | RuntimeException e) {
            LOG.warn("Administrators could not be told", e);
        }
    }
}
