package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nothing is lost and nothing is doubled, whatever dies when. The short form runs with the others; the whole campaign
 * is {@code launcher/faults.sh}, whose figures stand in docs/reliability.md.
 */
class CrashIT {
    private static final boolean SHORT = !Boolean.getBoolean("herald.faults");

    @Test
    void everyPostStandsThereOnce() throws IOException {
        Environment.fetchCms();
        boolean cluster = Boolean.getBoolean("herald.faults.cluster");
        boolean bluesky = !SHORT;
        if (bluesky) {
            Environment.servers("stop", "bsky");
            Environment.servers("start", "bsky");
        }
        if (cluster) {
            Environment.servers("start", "herald");
        }
        long seed = Long.getLong("herald.faults.seed", Instant.now().getEpochSecond());
        Campaign.Plan plan = new Campaign.Plan(
                Integer.getInteger("herald.faults.shares", 30),
                Integer.getInteger("herald.faults.kills", 3),
                SHORT ? 0.1 : Double.parseDouble(System.getProperty("herald.faults.rate", "0.1")),
                Integer.getInteger("herald.faults.profiles", 6),
                bluesky,
                cluster,
                seed,
                Stream.of(System.getProperty("herald.faults.disasters", "").split(","))
                        .filter(name -> !name.isEmpty())
                        .map(Disaster::valueOf)
                        .toList());
        try {
            Campaign.Result result = new Campaign(plan).run();
            report(plan, result);
            assertThat(result.doubled()).as("doubled, seed %s", seed).isEmpty();
            assertThat(result.lost()).as("lost, seed %s", seed).isEmpty();
            assertThat(result.unsettled()).as("not sent, seed %s", seed).isEmpty();
        } finally {
            if (bluesky) {
                Environment.servers("stop", "bsky");
            }
        }
    }

    private static void report(Campaign.Plan plan, Campaign.Result result) {
        String line = "posts %d, kills %d, faults %.0f %%, lost %d, doubled %d, not settled %d, %d s, seed %d: %s%n"
                .formatted(
                        result.posts(),
                        result.kills().size(),
                        plan.faults() * 100,
                        result.lost().size(),
                        result.doubled().size(),
                        result.unsettled().size(),
                        result.took().toSeconds(),
                        plan.seed(),
                        result.kills());
        System.out.print("campaign: " + line); // the figures are what the campaign is for
        try {
            Files.writeString(
                    Environment.WORK.resolve("campaign.txt"),
                    line,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
