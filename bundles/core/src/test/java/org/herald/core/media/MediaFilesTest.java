package org.herald.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was approved with a post is what readers get of its files, not their bytes alone. */
@ExtendWith(SlingContextExtension.class)
class MediaFilesTest {
    private static final String FILM = "/content/film.mp4";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @BeforeEach
    void film() throws PersistenceException {
        context.create().resource("/content");
        file(FILM, "film");
        file("/content/film.en.vtt", "WEBVTT\n\nA bee.");
        context.create().resource(FILM + "/jcr:content/metadata", "jcr:primaryType", "nt:unstructured");
        context.resourceResolver().commit();
    }

    /** As the CMS keeps a file, with its metadata below its content. */
    private void file(String path, String text) {
        context.create().resource(path, "jcr:primaryType", "nt:file");
        context.create()
                .resource(
                        path + "/jcr:content",
                        "jcr:primaryType",
                        "nt:unstructured",
                        "jcr:data",
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String contentHash() {
        return MediaFiles.contentHash(context.resourceResolver(), List.of(FILM));
    }

    private void set(String name, String value) {
        context.resourceResolver()
                .getResource(FILM + "/jcr:content/metadata")
                .adaptTo(ModifiableValueMap.class)
                .put(name, value);
    }

    @Test
    void theContentHashHoldsFocusAndWhatTheFileSaysThatItShows() {
        String before = contentHash();
        assertThat(contentHash()).isEqualTo(before);
        set("herald:focus", "0.1,0.9");
        String focused = contentHash();
        assertThat(focused).isNotEqualTo(before);
        set("herald:alt", "A bee");
        assertThat(contentHash()).isNotEqualTo(focused);
    }

    @Test
    void theContentHashHoldsTheCaptions() throws PersistenceException {
        String before = contentHash();
        file("/content/film.fr.vtt", "WEBVTT\n\nUne abeille.");
        String more = contentHash();
        assertThat(more).isNotEqualTo(before);
        context.resourceResolver().delete(context.resourceResolver().getResource("/content/film.en.vtt"));
        assertThat(contentHash()).isNotEqualTo(more).isNotEqualTo(before);
    }

    @Test
    void otherFilesBesideChangeNothing() {
        String before = contentHash();
        file("/content/other.en.vtt", "WEBVTT\n\nAnother.");
        assertThat(contentHash()).isEqualTo(before);
    }
}
