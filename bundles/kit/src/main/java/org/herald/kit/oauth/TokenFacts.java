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

    /**
     * When the token ends, and when the consent that it is renewed by; nothing of what the network never said. A token
     * with a refresh token is renewed before; what it is renewed with is not.
     */
    public static @NotNull List<Fact> ends(@NotNull Tokens tokens) {
        boolean renewed = tokens.refresh().isPresent();
        List<Fact> facts = new ArrayList<>();
        if (!tokens.until().equals(Instant.MAX)) {
            facts.add(new Fact.Ends(Fact.End.TOKEN, tokens.until(), "", renewed));
        }
        if (renewed && !tokens.lasts().equals(Instant.MAX)) {
            facts.add(new Fact.Ends(Fact.End.SIGN_IN, tokens.lasts(), "", false));
        }
        return facts;
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
