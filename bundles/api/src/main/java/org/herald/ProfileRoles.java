package org.herald;

import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.annotations.NotNull;

/**
 * Which groups are what to a profile. Where none is named at all, Herald's own groups say who may do what: whoever may
 * share shares with it, whoever may review answers as it. As soon as one is named, nobody else has a part in it.
 *
 * @param publish groups that speak as it
 * @param submit groups whose posts wait for an approval
 * @param moderate groups that decide on what readers say, and answer
 * @param look groups that see it
 */
public record ProfileRoles(
        @NotNull List<String> publish,
        @NotNull List<String> submit,
        @NotNull List<String> moderate,
        @NotNull List<String> look) {
    /** Nobody is named. */
    public static final ProfileRoles OPEN = new ProfileRoles(List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public ProfileRoles {
        publish = List.copyOf(publish);
        submit = List.copyOf(submit);
        moderate = List.copyOf(moderate);
        look = List.copyOf(look);
    }

    /** The groups that are named in a role; none in that of administrators. */
    public @NotNull List<String> in(@NotNull ProfileRole role) {
        return switch (role) {
            case PUBLISH -> publish;
            case SUBMIT -> submit;
            case MODERATE -> moderate;
            case LOOK -> look;
            case ADMINISTER -> List.of();
        };
    }

    /** Tells whether nobody is named. */
    public boolean namesNobody() {
        return Stream.of(publish, submit, moderate, look).allMatch(List::isEmpty);
    }
}
