package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.PublishTime;
import org.herald.Rejection;
import org.herald.ShareRequest.PostRequest;
import org.herald.VariantState;
import org.herald.ZonedTime;
import org.herald.core.notice.NotificationStore;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.spi.RemoteRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The one writer of shares: creates them, and moves their variants from state to state. What is asked of them is read by
 * {@link ShareReader}, what a crash took is put back by {@link ShareRecovery}.
 */
@Component(service = ShareStore.class)
public final class ShareStore {
    /** A variant that is not on the network a day after it was wanted is not wanted any more without a person. */
    static final Duration DEADLINE = Duration.ofHours(24);

    /** How long after its time a planned variant is still sent by itself; later, a person decides. */
    public static final Duration LATE = Duration.ofHours(2);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    private final Repository repository;
    private final Ledger ledger;
    private final Clock clock;
    private final ShareReader reader;
    private final ShareWriter writer;

    /** Puts back first what a crash took from the repository. */
    @Activate
    public ShareStore(
            @Reference Repository repository, @Reference Ledger ledger, @Reference NotificationStore notices) {
        this(repository, ledger, new ShareReader(repository, Clock.systemUTC()), Clock.systemUTC());
        recover(notices);
    }

    private ShareStore(Repository repository, Ledger ledger, ShareReader reader, Clock clock) {
        this.repository = repository;
        this.ledger = ledger;
        this.clock = clock;
        this.reader = reader;
        this.writer = new ShareWriter(repository, ledger, reader, clock);
    }

    /** Puts nothing back. */
    public static ShareStore of(Repository repository, Ledger ledger, Clock clock) {
        return new ShareStore(repository, ledger, new ShareReader(repository, clock), clock);
    }

    /** Puts back every variant that the ledger knows in a later state than the repository does. */
    public void recover(NotificationStore notices) {
        new ShareRecovery(repository, ledger, notices).run();
    }

    /** Puts a variant that an earlier version of Herald left into the timetable. */
    public void time(String path) {
        writer.time(path);
    }

    /** Notes that Herald runs; to be called every few seconds. */
    public void beat() {
        ledger.beat();
    }

    /** Why nothing may be sent now; empty where it may. */
    public Optional<String> trouble() {
        return ledger.trouble();
    }

    /**
     * Refuses while a crash would take what is decided.
     *
     * @throws Rejection UNAVAILABLE
     */
    public void mustKeep() {
        trouble().ifPresent(why -> {
            throw new Rejection(
                    Rejection.Kind.UNAVAILABLE,
                    "journal",
                    why + " Nothing was recorded: try again when an administrator has made room.");
        });
    }

    /** Records a decision; every variant is queued. Returns the id. */
    public String create(
            String articlePath, String articleTitle, String by, String answers, List<OutgoingPost> dispatches) {
        return create(newId(clock.instant()), articlePath, articleTitle, by, answers, dispatches, null);
    }

    /** The present, by the clock that the store was given. */
    Instant now() {
        return clock.instant();
    }

    /** An id for a decision of now. */
    public String newId() {
        return newId(clock.instant());
    }

    /** An id for a decision that is made once. */
    public static String newId(Instant now) {
        return DAY.format(now) + "-" + UUID.randomUUID();
    }

    /** The id of a decision that is made once, however often it is tried. */
    public static String idOf(Instant at, String decision) {
        return DAY.format(at) + "-" + UUID.nameUUIDFromBytes(decision.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Records a decision under an id; one that is recorded already stays as it is.
     *
     * @param at when it is to be sent; null for now
     */
    public String create(
            String id,
            String articlePath,
            String articleTitle,
            String by,
            String answers,
            List<OutgoingPost> dispatches,
            Instant at) {
        return writer.create(id, articlePath, articleTitle, by, answers, dispatches, at);
    }

    /**
     * Records a decision together with what else the resolver changes: commits nothing. Who commits calls
     * {@link #recorded} then.
     *
     * @param at when it is to be sent; null for now
     */
    public Resource record(
            ResourceResolver resolver,
            String id,
            String articlePath,
            String articleTitle,
            String by,
            String answers,
            List<OutgoingPost> dispatches,
            Instant at)
            throws PersistenceException {
        return writer.record(resolver, id, articlePath, articleTitle, by, answers, dispatches, at);
    }

    /** Notes what was decided together and is committed. */
    public void recorded(List<Resource> shares) {
        writer.recorded(shares);
    }

    /** Where a share is recorded. */
    public static String path(String id) {
        return SHARES + "/" + id.substring(0, 4) + "/" + id.substring(4, 6) + "/" + id.substring(6, 8) + "/" + id;
    }

    /** The address of a variant, as jobs carry it. */
    public static String path(String id, String profileId) {
        return path(id) + "/" + profileId;
    }

    /** What a change makes of a variant: its next state with what is recorded beside it. */
    public record VariantChange(VariantState state, Map<String, Object> values) {
        /** Without anything beside. */
        public VariantChange(VariantState state) {
            this(state, Map.of());
        }
    }

    /** What becomes of a variant that was not sent yet, and whose article is gone. */
    public static VariantChange orphaned() {
        return new VariantChange(
                VariantState.WITHDRAWN,
                Map.of(PN_MESSAGE, "The article was deleted before this was sent: it stays unsent."));
    }

    /**
     * Moves a variant on, if it still is in the state expected. Two who try the same at once: one is told no.
     *
     * @return whether it was moved
     * @throws Persistence.Failure when the repository cannot write
     */
    public boolean move(String path, VariantState expected, UnaryOperator<VariantChange> next) {
        return writer.move(
                path,
                node -> ShareNodes.state(node) == expected,
                next.apply(new VariantChange(expected)),
                UUID.randomUUID().toString(),
                Alongside.NOTHING);
    }

    /**
     * Moves a variant on, if nobody moved it since it was read: neither to another state nor away and back.
     *
     * @return whether it was moved
     * @throws Persistence.Failure when the repository cannot write
     */
    public boolean move(DeliveryItem seen, VariantChange change, Alongside alongside) {
        return move(seen, change, UUID.randomUUID().toString(), alongside);
    }

    /** Moves a variant on under a token that the mover chose; else as above. */
    public boolean move(DeliveryItem seen, VariantChange change, String turn, Alongside alongside) {
        return writer.move(
                seen.path(),
                node -> ShareNodes.state(node) == seen.state()
                        && Nodes.string(node, PN_TURN).equals(seen.turn()),
                change,
                turn,
                alongside);
    }

    /** Takes back all that was recorded together, if nobody began with it; tells whether it is back. */
    boolean undo(String id) {
        return writer.undo(id);
    }

    /** Records where a part is on the network, as an answer says that came too late: it changes no state. */
    public void know(String path, int part, RemoteRef ref) {
        writer.know(path, part, ref);
    }

    /** Plans a variant for another time, if it still is as it was seen. */
    boolean reschedule(DeliveryItem seen, Instant at) {
        return move(seen, new VariantChange(VariantState.PLANNED, ShareNodes.planned(at)), Alongside.NOTHING);
    }

    /** What the delivery asks. */
    public ShareReader ask() {
        return reader;
    }

    /** Another node wrote. */
    void changedElsewhere() {
        reader.changed();
    }

    /** What a person wanted of a variant, for another time. */
    public PostRequest asked(String path, ZonedTime moment) {
        return reader.item(path)
                .flatMap(variant -> Plans.read(variant.dispatch().asked(), PostRequest.class))
                .orElseThrow(() -> new IllegalStateException("nobody asked for " + path))
                .at(PublishTime.at(moment));
    }

    /**
     * A post of ours and the article it belongs to.
     *
     * @param parts the ids of its further parts: they are below it, and nobody's answer
     * @param whole whether all its parts are known; as long as they are not, what is ours below it may be one
     */
    public record RemoteThread(
            String path,
            RemoteRef root,
            Set<String> parts,
            boolean whole,
            String article,
            String articleTitle,
            String text,
            Instant sentAt) {
        /** Copies the set. */
        public RemoteThread {
            parts = Set.copyOf(parts);
        }
    }
}
