package org.herald.core.share;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.sling.api.resource.Resource;
import org.herald.core.repo.Repository;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was last decided about each variant, in a file beside an embedded repository. That repository writes to disk every
 * five seconds: a crash takes back what was committed since, also that a post was just sent. After a crash
 * {@link ShareRecovery} puts back from here what the repository lost. A repository in a database loses nothing, and needs
 * no such file.
 *
 * <p>Nothing of it keeps Herald from starting. While it cannot be written nothing is sent, since a crash would let it be
 * sent again; what could not be written is kept in memory and written as soon as it can be.
 */
@Component(service = Ledger.class)
public final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final String IDENTITY = "identity";
    private static final String CONFIRMED = "confirmed";
    private static final String YES = "yes";
    private static final String ALIVE = "alive";
    /** How often it is noted that Herald runs. */
    private static final Duration BEAT = Duration.ofMinutes(1);
    /** What is older is certainly in the repository; it helps after a restore. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final Path home;
    private final BooleanSupplier isNeeded;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Map<String, String> unwritten = new LinkedHashMap<>();
    private final Object flushing = new Object();
    private final AtomicLong flushed = new AtomicLong();
    private LedgerFile file;
    /** The journal's own time: what it says of "earlier" and "later" holds though the machine's clock is set. */
    private SteadyTime time;

    private long written;
    private String trouble = "";
    private Instant beaten = Instant.EPOCH;
    private Instant pruned = Instant.EPOCH;

    @Activate
    public Ledger(BundleContext context) {
        this(
                Path.of(Objects.requireNonNullElse(context.getProperty("sling.home"), ".")),
                () -> !Repository.isInDatabase(context),
                Clock.systemUTC(),
                System::nanoTime);
    }

    /**
     * In a folder of its own.
     *
     * @param nanos counts how time passes, like {@link System#nanoTime}, also while the clock is set
     */
    public Ledger(Path home, Clock clock, LongSupplier nanos) {
        this(home, () -> true, clock, nanos);
    }

    Ledger(Path home, BooleanSupplier isNeeded, Clock clock, LongSupplier nanos) {
        this.home = home;
        this.isNeeded = isNeeded;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Whether there is a file at all; opens it. */
    synchronized boolean isThere() {
        return isNeeded.getAsBoolean() && open();
    }

    private boolean open() {
        if (file != null) {
            return true;
        }
        try {
            LedgerFile opened = LedgerFile.open(home);
            SteadyTime steady = time != null
                    ? time
                    : SteadyTime.after(
                            Stream.concat(
                                    entries(opened).map(LedgerEntry::at),
                                    Stream.of(clock.instant(), opened.time(ALIVE))),
                            nanos);
            EarlierLedger earlier = new EarlierLedger(home);
            earlier.entries()
                    .forEach(entry ->
                            opened.put(entry.variant(), entry.at(steady.now()).text()));
            unwritten.forEach(opened::put);
            opened.flush();
            earlier.remove();
            unwritten.clear();
            file = opened;
            time = steady;
            if (!trouble.isEmpty()) {
                LOG.warn("The journal in {} can be written again", home);
            }
            trouble = "";
            return true;
        } catch (IOException | RuntimeException e) {
            fail(e);
            return false;
        }
    }

    /** The file is given up until it can be opened again. */
    private void fail(Exception e) {
        if (trouble.isEmpty()) {
            LOG.error("The journal in {} cannot be written: nothing is sent until it can", home, e);
        }
        trouble = "Herald's journal cannot be written: is the disk full?";
        if (file != null) {
            file.close();
            file = null;
        }
    }

    /** Why nothing may be sent now; empty where it may. */
    synchronized Optional<String> trouble() {
        if (!isNeeded.getAsBoolean() || open()) {
            return Optional.empty();
        }
        return Optional.of(trouble);
    }

    /** Notes variants as they are, with one way to the disk; when this returns without trouble, a crash does not lose them. */
    void add(List<Resource> variants) {
        Instant now = now();
        put(variants.stream()
                .map(variant -> new LedgerEntry(
                        variant.getParent().getPath(),
                        variant.getPath(),
                        now,
                        variant.getParent().getValueMap(),
                        variant.getValueMap()))
                .toList());
    }

    private synchronized Instant now() {
        return isThere() || time != null ? time.now() : clock.instant();
    }

    /** Notes what was left so. */
    void put(List<LedgerEntry> entries) {
        long mine;
        synchronized (this) {
            if (!isNeeded.getAsBoolean()) {
                return;
            }
            Map<String, String> texts = new LinkedHashMap<>();
            entries.forEach(entry -> texts.put(entry.variant(), entry.text()));
            if (!open()) {
                unwritten.putAll(texts);
                return;
            }
            unwritten.putAll(texts); // until they are on the disk
            try {
                texts.forEach(file::put);
            } catch (RuntimeException e) {
                fail(e);
                return;
            }
            mine = ++written;
        }
        flush(mine);
    }

    /** Many who wait for the disk are served by one flush. */
    private void flush(long mine) {
        synchronized (flushing) {
            if (flushed.get() >= mine) {
                return;
            }
            LedgerFile now;
            long last;
            Map<String, String> with;
            synchronized (this) {
                now = file;
                last = written;
                with = Map.copyOf(unwritten);
            }
            try {
                if (now != null) {
                    now.flush();
                    flushed.set(last);
                    synchronized (this) {
                        with.forEach(unwritten::remove);
                    }
                }
            } catch (RuntimeException e) {
                synchronized (this) {
                    if (file == now) { // else somebody opened another meanwhile
                        fail(e);
                    }
                }
            }
        }
    }

    /** All that is noted; in no order, each variant once. */
    synchronized List<LedgerEntry> entries() {
        return file == null ? List.of() : entries(file).toList();
    }

    private static Stream<LedgerEntry> entries(LedgerFile file) {
        return file.all().values().stream().flatMap(text -> LedgerEntry.read(text).stream());
    }

    /** Whose repository this is the journal of; empty while it is nobody's. */
    synchronized Optional<String> identity() {
        return file == null ? Optional.empty() : file.fact(IDENTITY);
    }

    /** Tells whether a repository that does not know this journal yet may be the one that it was made for. */
    synchronized boolean isNew() {
        return file != null && file.fact(CONFIRMED).filter(YES::equals).isEmpty();
    }

    /** When Herald was seen running last. */
    synchronized Instant alive() {
        return file == null ? Instant.EPOCH : file.time(ALIVE);
    }

    /** Gives itself an identity, that of the repository it belongs to from now on. */
    synchronized String identify() {
        String identity = UUID.randomUUID().toString();
        if (file != null) {
            file.fact(IDENTITY, identity);
            file.fact(CONFIRMED, "");
            file.flush();
        }
        return identity;
    }

    /** Forgets what was noted of another repository. */
    synchronized void forget() {
        if (file != null) {
            file.forget(text -> true);
        }
    }

    /** Notes that Herald runs, and forgets what is old. Cheap: most calls do nothing. */
    public synchronized void beat() {
        if (!isNeeded.getAsBoolean() || !open()) {
            return;
        }
        Instant now = time.now();
        if (beaten.plus(BEAT).isAfter(now)) {
            return;
        }
        try {
            if (!beaten.equals(Instant.EPOCH)) {
                file.fact(CONFIRMED, YES); // a minute after the start the repository is on the disk, too
            }
            beaten = now;
            file.fact(ALIVE, String.valueOf(now.toEpochMilli()));
            if (pruned.plus(Duration.ofHours(6)).isBefore(now)) {
                pruned = now;
                Instant old = now.minus(KEPT);
                file.forget(text -> LedgerEntry.read(text)
                        .filter(entry -> !entry.at().isBefore(old))
                        .isEmpty());
            }
            file.flush();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Lets go of the file. */
    @Deactivate
    public synchronized void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
