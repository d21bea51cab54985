package org.herald.core.share;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two files that earlier versions of Herald kept, a line for each move. A line that a crash tore is left out, and the
 * one that was written behind it without a break is not.
 */
final class EarlierLedger {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierLedger.class);
    private static final String BEGIN = "{\"share\":";

    private final List<Path> files;

    EarlierLedger(Path home) {
        files = List.of(home.resolve("herald-ledger.previous.jsonl"), home.resolve("herald-ledger.jsonl"));
    }

    /** What can be read of it, oldest first. */
    List<LedgerEntry> entries() {
        List<LedgerEntry> entries = new ArrayList<>();
        for (Path file : files) {
            if (Files.exists(file)) {
                read(file, entries);
            }
        }
        return entries;
    }

    private static void read(Path file, List<LedgerEntry> entries) {
        try {
            String all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8); // half a letter spoils no line
            for (String line : all.split("\n")) {
                Optional<LedgerEntry> entry = LedgerEntry.read(line);
                if (entry.isEmpty()) {
                    LOG.info("A line of {} that was not finished is left out", file);
                    entry = LedgerEntry.read(line.substring(Math.max(0, line.lastIndexOf(BEGIN))));
                }
                entry.ifPresent(entries::add);
            }
        } catch (IOException e) {
            LOG.error("{} cannot be read, and is left as it is", file, e);
        }
    }

    /** Removes the files, when all that is in them is kept elsewhere. */
    void remove() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.error("{} holds texts of posts and cannot be removed: remove it", file, e);
            }
        }
    }
}
