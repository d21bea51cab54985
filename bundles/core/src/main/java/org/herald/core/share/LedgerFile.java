package org.herald.core.share;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of texts by name, readable by its owner only. Each chunk of it carries a checksum, and what a crash tore is
 * left out when it is opened: it then holds what was flushed last.
 */
final class LedgerFile {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);
    private static final String NAME = "herald-journal.mv";
    /** Milliseconds that making it smaller may take. */
    private static final int COMPACTING = 200;

    /** Letters of the sum before each text. */
    private static final int SUM = 8;

    private final MVStore store;
    private final MVMap<String, String> variants;
    private final MVMap<String, String> facts;

    private LedgerFile(MVStore store) {
        this.store = store;
        this.variants = store.openMap("variants");
        this.facts = store.openMap("facts");
    }

    /**
     * Opens it or makes it. What is damaged is set aside.
     *
     * @throws IOException when it can be neither: the disk is full, say, or another process has it
     */
    static LedgerFile open(Path home) throws IOException {
        Path file = home.resolve(NAME);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is no file");
        }
        try {
            return openAs(file);
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new IOException("another process has " + file, e);
            }
            if (e.getErrorCode() == DataUtils.ERROR_WRITING_FAILED) {
                throw new IOException("cannot open " + file, e);
            }
            return anew(file, e);
        } catch (RuntimeException e) {
            return anew(file, e);
        }
    }

    private static LedgerFile anew(Path file, RuntimeException why) throws IOException {
        LOG.error(
                "{} is damaged: it is set aside, and everything that is unsent is looked up before it is sent",
                file,
                why);
        Files.move(file, file.resolveSibling(NAME + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        try {
            return openAs(file);
        } catch (RuntimeException e) {
            throw new IOException("cannot make " + file, e);
        }
    }

    private static LedgerFile openAs(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("{} is there", file);
        }
        PosixFileAttributeView rights = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (rights != null) {
            rights.setPermissions(
                    PosixFilePermissions.fromString("rw-------")); // it holds texts that are not public yet
        }
        MVStore store = store(file);
        try {
            store.setVersionsToKeep(0);
            LedgerFile opened = new LedgerFile(store);
            opened.mustBeText();
            return opened;
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw e;
        } catch (StackOverflowError | AssertionError | OutOfMemoryError e) {
            store.closeImmediately();
            throw damaged(e);
        }
    }

    private static MVStore store(Path file) {
        try {
            return new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .compress()
                    .open();
        } catch (StackOverflowError | AssertionError | OutOfMemoryError e) {
            throw damaged(e);
        }
    }

    /** A damaged page may point to itself, and a damaged length to more than there is memory. */
    private static IllegalStateException damaged(Error e) {
        return new IllegalStateException("a page in it cannot be read", e);
    }

    /** What is damaged shows now: a value may be there whole, and be of another kind. */
    private void mustBeText() {
        for (Map<?, ?> map : List.of(new TreeMap<>(variants), new TreeMap<>(facts))) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String name) || !(entry.getValue() instanceof String text)) {
                    throw new IllegalStateException("an entry in it is no text");
                }
                if (!text.startsWith(sum(name, text.substring(Math.min(SUM, text.length()))))) {
                    throw new IllegalStateException("an entry in it is not what was written");
                }
            }
        }
    }

    /** The store's own sums leave out what stands in its pages: each text carries one of its name and itself. */
    private static String sum(String name, String text) {
        CRC32 crc = new CRC32();
        crc.update((name + '\n' + text).getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }

    /** Keeps a text, in memory until {@link #flush}. */
    void put(String name, String text) {
        variants.put(name, sum(name, text) + text);
    }

    /** Keeps a fact about the file itself. */
    void fact(String name, String value) {
        facts.put(name, sum(name, value) + value);
    }

    /** A fact about the file itself; empty when it has none. */
    Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name)).map(text -> text.substring(SUM));
    }

    /** All texts. */
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        variants.forEach((name, text) -> all.put(name, text.substring(SUM)));
        return all;
    }

    /** Forgets texts, and gives back their room. */
    void forget(Predicate<String> old) {
        all().forEach((name, text) -> {
            if (old.test(text)) {
                variants.remove(name);
            }
        });
        store.commit();
        store.compactFile(COMPACTING);
    }

    /** Brings everything to the disk. */
    void flush() {
        store.commit();
        store.sync();
    }

    /** Leaves it, as it was flushed last. */
    void close() {
        store.closeImmediately();
    }

    /** A time that was noted; the epoch where none was. */
    Instant time(String name) {
        return fact(name).map(Long::valueOf).map(Instant::ofEpochMilli).orElse(Instant.EPOCH);
    }
}
