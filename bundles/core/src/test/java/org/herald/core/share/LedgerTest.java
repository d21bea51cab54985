package org.herald.core.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.sling.api.resource.ValueMap;
import org.apache.sling.api.wrappers.ValueMapDecorator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final String FILE = "herald-journal.mv";

    @TempDir
    Path home;

    @TempDir
    Path other;

    private static ValueMap values(Object... of) {
        Map<String, Object> values = new java.util.HashMap<>();
        for (int i = 0; i < of.length; i += 2) {
            values.put((String) of[i], of[i + 1]);
        }
        return new ValueMapDecorator(values);
    }

    private static void add(Ledger ledger, int number, long moves) {
        ledger.put(List.of(new LedgerEntry(
                "/s/" + number,
                "/s/" + number + "/press",
                java.time.Instant.now(),
                values("herald:by", "edith"),
                values("herald:moves", moves, "herald:text", "Text number " + number))));
    }

    /** What a process that was killed leaves. */
    private Path killed() throws IOException {
        Path copy = other.resolve(FILE);
        Files.deleteIfExists(copy);
        Files.copy(home.resolve(FILE), copy);
        return copy;
    }

    private static Ledger open(Path home) {
        Ledger ledger = new Ledger(home, Clock.systemUTC(), System::nanoTime);
        ledger.isThere();
        return ledger;
    }

    @Test
    void whatWasNotedSurvivesTheProcess() throws Exception {
        Ledger ledger = open(home);
        IntStream.range(0, 100).forEach(i -> add(ledger, i, 1));
        add(ledger, 7, 2);
        killed();
        Ledger next = open(other);
        assertThat(next.entries()).hasSize(100);
        assertThat(next.entries())
                .filteredOn(entry -> entry.variant().equals("/s/7/press"))
                .singleElement()
                .matches(entry -> entry.moves() == 2);
    }

    @Test
    void whatIsTornOrDamagedKeepsNobodyFromStarting() throws Exception {
        Ledger ledger = open(home);
        IntStream.range(0, 200).forEach(i -> add(ledger, i, 1));
        Random random = new Random(1); // the file itself is another one each time
        byte[] whole = Files.readAllBytes(home.resolve(FILE));
        for (int i = 0; i < 60; i++) {
            byte[] broken = whole.clone();
            if (i % 3 == 0) {
                broken = Arrays.copyOf(broken, random.nextInt(broken.length));
            } else if (i % 3 == 1) {
                random.nextBytes(broken);
            } else {
                for (int n = 0; n < 50; n++) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt();
                }
            }
            Files.write(other.resolve(FILE), broken);
            Ledger next = open(other);
            assertThat(next.trouble()).isEmpty();
            assertThat(next.entries()).allMatch(entry -> entry.moves() == 1);
            add(next, 1000, 1);
            assertThat(next.entries()).anyMatch(entry -> entry.variant().equals("/s/1000/press"));
            next.close();
        }
    }

    @Test
    void whatTheLastFlushTookIsThereThoughTheEndIsTorn() throws Exception {
        Ledger ledger = open(home);
        add(ledger, 1, 1);
        long size = Files.size(home.resolve(FILE));
        add(ledger, 2, 1);
        byte[] whole = Files.readAllBytes(killed());
        Files.write(other.resolve(FILE), Arrays.copyOf(whole, (int) (size + (whole.length - size) / 2)));
        assertThat(open(other).entries()).anyMatch(entry -> entry.variant().equals("/s/1/press"));
    }

    @Test
    void aSecondProcessDoesNotSendAndGoesOnWhenTheFirstIsGone() {
        Ledger first = open(home);
        add(first, 1, 1);
        Ledger second = open(home);
        assertThat(second.trouble()).isPresent();
        add(second, 2, 1);
        first.close();
        assertThat(second.trouble()).isEmpty();
        assertThat(second.entries())
                .extracting(LedgerEntry::variant)
                .containsExactlyInAnyOrder("/s/1/press", "/s/2/press");
    }

    @Test
    void whereNothingCanBeWrittenHeraldStartsAndSaysWhyItDoesNotSend() throws Exception {
        Path notAFolder = Files.writeString(home.resolve("file"), "");
        Ledger ledger = open(notAFolder);
        add(ledger, 1, 1);
        ledger.beat();
        assertThat(ledger.entries()).isEmpty();
        assertThat(ledger.trouble().orElseThrow()).contains("cannot be written");
    }

    @Test
    void onlyItsOwnerReadsIt() throws Exception {
        open(home);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(FILE))))
                .isEqualTo("rw-------");
    }

    @Test
    void inADatabaseThereIsNone() {
        Ledger ledger = new Ledger(home, () -> false, Clock.systemUTC(), System::nanoTime);
        assertThat(ledger.isThere()).isFalse();
        add(ledger, 1, 1);
        ledger.beat();
        assertThat(ledger.trouble()).isEmpty();
        assertThat(home.resolve(FILE)).doesNotExist();
    }

    @Test
    void theFilesOfEarlierVersionsAreReadOnce() throws Exception {
        String good = "{\"share\":\"/s/1\",\"variant\":\"/s/1/press\",\"shareValues\":{\"herald:at\":{\"date\":5}},"
                + "\"values\":{\"herald:moves\":3,\"herald:parts\":[\"a\",\"b\"]}}";
        String later = good.replace("moves\":3", "moves\":4");
        String fused = "{\"share\":\"/s/9\",\"variant\":\"/s/9/pr" + good.replace("/s/1", "/s/2");
        byte[] torn = (good + "\n" + later + "\n" + fused + "\n{\"share\":\"/s/3\",\"variant\":\"/s/3/p\u00e9")
                .getBytes(StandardCharsets.UTF_8);
        Files.write(home.resolve("herald-ledger.jsonl"), Arrays.copyOf(torn, torn.length - 1));
        Files.writeString(home.resolve("herald-ledger.previous.jsonl"), good.replace("moves\":3", "moves\":1") + "\n");
        Ledger ledger = open(home);
        assertThat(ledger.entries())
                .extracting(LedgerEntry::variant)
                .containsExactlyInAnyOrder("/s/1/press", "/s/2/press");
        assertThat(ledger.entries())
                .filteredOn(entry -> entry.variant().equals("/s/1/press"))
                .singleElement()
                .matches(entry -> entry.moves() == 4);
        assertThat(home.resolve("herald-ledger.jsonl")).doesNotExist();
        assertThat(home.resolve("herald-ledger.previous.jsonl")).doesNotExist();
    }
}
