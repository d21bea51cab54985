package org.herald.rest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;

/** The words of Herald's screens, for an answer that no screen of Herald shows. */
final class Words {
    private static final String PLACE = "/static/clientlibs/herald/i18n/";
    private static final int MAX_BYTES = 1_000_000;
    private static final Set<String> LANGUAGES = Set.of("en", "fr");

    private Words() {}

    /** What a refusal is in the language of who asks; empty where the server's own sentence, in English, is right. */
    static Optional<String> of(HttpServletRequest request, String code) {
        String language = Collections.list(request.getLocales()).stream()
                .map(Locale::getLanguage)
                .filter(LANGUAGES::contains)
                .findFirst()
                .orElse("en");
        Object resolver = request.getAttribute(ApiServlet.RESOLVER);
        return language.equals("en") || !(resolver instanceof ResourceResolver caller)
                ? Optional.empty()
                : read(caller, PLACE + language + ".json")
                        .map(words -> words.path("problem." + code).asText(""))
                        .filter(word -> !word.isEmpty());
    }

    private static Optional<JsonNode> read(ResourceResolver caller, String path) {
        Resource file = caller.getResource(path);
        try (InputStream in = file == null ? null : file.adaptTo(InputStream.class)) {
            return Optional.ofNullable(in == null ? null : Json.read(in.readNBytes(MAX_BYTES)));
        } catch (IOException e) {
            return Optional.empty(); // then the server's own sentence is told
        }
    }
}
