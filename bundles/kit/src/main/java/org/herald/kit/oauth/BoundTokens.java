package org.herald.kit.oauth;

import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Json;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;

/**
 * Tokens of a sign-in, with all that is needed to use and to renew them.
 *
 * @param tokens what the server gave
 * @param binding what they are bound to
 */
public record BoundTokens(@NotNull Tokens tokens, @NotNull Binding binding) {
    private static final String TOKENS = "tokens";
    private static final String BINDING = "binding";

    /** As they are kept. */
    public @NotNull Secret kept() {
        return new Secret(Json.write(Map.of(TOKENS, tokens.kept().reveal(), BINDING, binding.kept())));
    }

    /**
     * Reads what was kept; empty where it is something else.
     *
     * @throws IllegalArgumentException when a part of it is broken
     */
    public static @NotNull Optional<BoundTokens> of(@NotNull Secret kept) {
        return Json.tree(kept.reveal())
                .filter(document -> document.hasNonNull(TOKENS))
                .flatMap(document -> Json.tree(document.path(BINDING).asText(""))
                        .map(binding -> new BoundTokens(
                                Tokens.of(new Secret(document.path(TOKENS).asText())), Binding.of(binding))));
    }
}
