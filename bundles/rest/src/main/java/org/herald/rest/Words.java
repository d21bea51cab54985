package org.herald.rest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;

/** The words of Herald's screens, for an answer that no screen of Herald shows. */
final class Words {
    private static final String PLACE = "/static/clientlibs/herald/i18n/";
    private static final int MAX_BYTES = 1_000_000;
    /** What the server's own sentences are written in. */
    private static final String OWN = "en";

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    private Words() {}

    /**
     * What a refusal is in the language of who asks: the first of theirs that the screens have words of. Empty where the
     * server's own sentence, in English, is right.
     */
    static Optional<String> of(HttpServletRequest request, String code) {
        if (!(request.getAttribute(ApiServlet.RESOLVER) instanceof ResourceResolver caller)) {
            return Optional.empty();
        }
        return Collections.list(request.getLocales()).stream()
                .map(Locale::getLanguage)
                .filter(language -> LANGUAGE.matcher(language).matches())
                .takeWhile(language -> !language.equals(OWN))
                .flatMap(language -> read(caller, PLACE + language + ".json").stream())
                .findFirst()
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
