package org.herald.connectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.herald.spi.Moderator;
import org.herald.spi.NetworkTraits;

/** The table of docs/connectors.md that says what each network can do. */
final class NetworksTable {
    private static final Path PAGE = Path.of("../../docs/connectors.md");
    private static final String NO = "–";

    private NetworksTable() {}

    /** The row of a network, as it stands there; empty where there is none. */
    static List<String> row(String title) {
        try (var lines = Files.lines(PAGE)) {
            return lines.filter(line -> line.startsWith("| " + title + " |"))
                    .findFirst()
                    .map(line -> Arrays.stream(line.split("\\|"))
                            .skip(2)
                            .map(String::strip)
                            .toList())
                    .orElse(List.of());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The row as it is. */
    static List<String> of(NetworkTraits traits, Rig.Ways ways, boolean pushed) {
        return List.of(
                twice(traits.idempotency()),
                ways.proves() ? "yes" : "what is there",
                yes(ways.steps()),
                read(traits.listening()),
                yes(ways.pages()),
                yes(ways.news()),
                yes(pushed),
                answering(traits.listening().answering()),
                edit(traits.posting().edit()),
                traits.posting().deletable().isZero()
                        ? NO
                        : during(traits.posting().deletable()),
                acts(traits.listening().moderation()));
    }

    private static String yes(boolean is) {
        return is ? "yes" : NO;
    }

    private static String twice(NetworkTraits.Idempotency idempotency) {
        return switch (idempotency) {
            case KEY -> "a key";
            case CLIENT_ID -> "our id";
            case CONTENT_REFUSED -> "the same text is refused";
            case NONE -> NO;
        };
    }

    private static String read(NetworkTraits.Listening listening) {
        return switch (listening.reading()) {
            case ASKED -> during(listening.reach());
            case PUSHED -> "once, kept " + during(listening.reach());
            case NONE -> NO;
        };
    }

    private static String during(Duration time) {
        if (time.equals(NetworkTraits.ALWAYS)) {
            return "always";
        }
        return time.toHours() > 48 ? time.toDays() + " days" : time.toHours() + " hours";
    }

    private static String answering(NetworkTraits.Answering answering) {
        return switch (answering) {
            case ALWAYS -> "everybody";
            case ONLY_IF_SUMMONED -> "who named us";
            case NONE -> NO;
        };
    }

    private static String edit(NetworkTraits.Edit edit) {
        return switch (edit) {
            case IN_PLACE -> "yes";
            case IN_PLACE_HIDDEN -> "unseen";
            case TEXT_ONLY -> "the text";
            case WINDOWED_NEW_ID -> "for a while, as another post";
            case NONE -> NO;
        };
    }

    private static String acts(java.util.Set<Moderator.Act> acts) {
        return acts.isEmpty()
                ? NO
                : acts.stream()
                        .sorted()
                        .map(act -> act.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }
}
