package org.herald;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jetbrains.annotations.NotNull;

/** A request that a person made and that is not carried out. Nothing was changed. */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of answer it deserves. */
    public enum Kind {
        /** The person lacks the right. */
        FORBIDDEN,
        /** There is no such thing, or the person may not see it. */
        NOT_FOUND,
        /** The request is wrong. */
        INVALID,
        /** The request is right, but not in the present state. */
        CONFLICT,
        /** A network or server did not take part. */
        UPSTREAM,
        /** It would take longer than anybody waits for. */
        TOO_LONG,
        /** Herald could not keep it now: what is decided must survive a crash. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final String code;
    private final transient List<RevisionChange> changes;
    private final transient Map<String, String> values;
    private final transient List<Doubt> doubts;

    /**
     * Makes one.
     *
     * @param code a stable word for programs and translations, in camelCase
     * @param message a sentence for a person, naming what to do
     */
    public Rejection(@NotNull Kind kind, @NotNull String code, @NotNull String message) {
        this(kind, code, message, List.of(), Map.of(), List.of());
    }

    /**
     * Makes one for a decision about something that is not any more what was seen.
     *
     * @param changes what it is otherwise now
     */
    public Rejection(
            @NotNull Kind kind, @NotNull String code, @NotNull String message, @NotNull List<RevisionChange> changes) {
        this(kind, code, message, changes, Map.of(), List.of());
    }

    /**
     * Makes one whose sentence names somebody or something.
     *
     * @param values what it names, by the words that a translation of it uses; no secrets
     */
    public Rejection(
            @NotNull Kind kind, @NotNull String code, @NotNull String message, @NotNull Map<String, String> values) {
        this(kind, code, message, List.of(), values, List.of());
    }

    private Rejection(
            Kind kind,
            String code,
            String message,
            List<RevisionChange> changes,
            Map<String, String> values,
            List<Doubt> doubts) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.changes = List.copyOf(changes);
        this.values = Map.copyOf(values);
        this.doubts = List.copyOf(doubts);
    }

    /** Makes one that asks a person to look a second time. */
    public static @NotNull Rejection secondLook(@NotNull List<Doubt> doubts) {
        String sentences = doubts.stream().map(Doubt::message).collect(Collectors.joining(" "));
        return new Rejection(Kind.CONFLICT, "secondLook", sentences, List.of(), Map.of(), doubts);
    }

    /** What the sentence names, for translations of it; empty where it names nothing. */
    public @NotNull Map<String, String> values() {
        return values == null ? Map.of() : values;
    }

    /** What is to be looked at a second time; empty where that is not why. */
    public @NotNull List<Doubt> doubts() {
        return doubts == null ? List.of() : doubts;
    }

    /** What is otherwise than it was seen; empty where there is nothing to compare. */
    public @NotNull List<RevisionChange> changes() {
        return changes == null ? List.of() : changes;
    }

    /** What kind of answer it deserves. */
    public @NotNull Kind kind() {
        return kind;
    }

    /** The stable word. */
    public @NotNull String code() {
        return code;
    }
}
