package org.herald.kit.oauth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.herald.spi.Account;
import org.herald.spi.Fact;
import org.jetbrains.annotations.NotNull;

/** What the tokens that are kept tell of a sign-in, without asking anybody. Pure. */
public final class TokenFacts {
    private TokenFacts() {}

    /** The tokens of an account, as they are kept now. */
    public static @NotNull Tokens of(@NotNull Account account) {
        return Tokens.of(account.session().orElseGet(account::secret));
    }

    /** When the token ends; nothing where the network never said. One with a refresh token is renewed before. */
    public static @NotNull List<Fact> ends(@NotNull Tokens tokens) {
        return tokens.until().equals(Instant.MAX)
                ? List.of()
                : List.of(new Fact.Ends(
                        Fact.End.TOKEN, tokens.until(), "", tokens.refresh().isPresent()));
    }

    /**
     * Which permissions are missing; nothing where the network never said which there are.
     *
     * @param posting without which nothing can be posted
     * @param others without which answers cannot be read or given
     */
    public static @NotNull List<Fact> lacking(
            @NotNull List<String> given, @NotNull List<String> posting, @NotNull List<String> others) {
        return given.isEmpty() ? List.of() : missing(Fact.Need.SCOPE, Set.copyOf(given), posting, others);
    }

    /** Of what is needed, what is not given. */
    public static @NotNull List<Fact> missing(
            @NotNull Fact.Need what,
            @NotNull Set<String> given,
            @NotNull List<String> posting,
            @NotNull List<String> others) {
        List<Fact> facts = new ArrayList<>();
        Set<String> first = new TreeSet<>(posting);
        first.removeAll(given);
        Set<String> second = new TreeSet<>(others);
        second.removeAll(given);
        if (!first.isEmpty()) {
            facts.add(new Fact.Lacks(what, List.copyOf(first), true));
        }
        if (!second.isEmpty() || first.isEmpty()) {
            facts.add(new Fact.Lacks(what, List.copyOf(second), false));
        }
        return facts;
    }
}
