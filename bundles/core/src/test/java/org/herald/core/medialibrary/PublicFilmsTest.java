package org.herald.core.medialibrary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Map;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.PublicPictures;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.Installed;
import org.herald.core.repo.Names;
import org.herald.core.repo.Repository;
import org.herald.core.variant.TestTraits;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The films that networks fetch. */
@ExtendWith(SlingContextExtension.class)
class PublicFilmsTest {
    private static final String FILM = "/content/film.mp4";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private PublicPicturesService pictures;

    @BeforeEach
    void prepare() throws Exception {
        context.create().resource(Names.ROOT);
        context.create().resource(FILM, "jcr:primaryType", "nt:file");
        try (InputStream film = getClass().getResourceAsStream("/film.mp4")) {
            context.create()
                    .resource(FILM + "/jcr:content", Map.of("jcr:primaryType", "nt:unstructured", "jcr:data", film));
        }
        context.resourceResolver().commit();
        Connectors connectors = new Connectors();
        NetworkTraits traits =
                TestTraits.of("instagram", NetworkTraits.Idempotency.NONE, NetworkTraits.Cards.BY_SERVER, false);
        Installed.add(connectors, "instagram", (Network) () -> traits);
        pictures = new PublicPicturesService(
                new Repository(context.getService(ResourceResolverFactory.class), null), connectors);
    }

    private String address() {
        return pictures.file("instagram", FILM, "video/mp4").substring(PublicPictures.ROOT.length());
    }

    @Test
    void aFilmIsGivenOutAsItIs() {
        assertThat(address()).endsWith("/instagram" + FILM + ".mp4");
        assertThat(pictures.open(address())).hasValueSatisfying(film -> {
            assertThat(film.type()).isEqualTo("video/mp4");
            assertThat(film.size()).isPositive();
        });
    }

    @Test
    void nobodyGuessesWhere() {
        assertThat(pictures.open(address().replaceFirst("/[0-9a-f]{4}", "/0000")))
                .isEmpty();
        assertThat(pictures.open(address().replace("/instagram/", "/threads/"))).isEmpty();
        assertThat(pictures.open(address().replace("film.mp4", "other.mp4"))).isEmpty();
        assertThat(pictures.open(address().replaceFirst("\\.mp4$", ".html"))).isEmpty();
    }

    @Test
    void noFilmIsMadeOfAPictureAndNoPictureOfAFilm() {
        assertThat(pictures.open(address().replaceFirst("\\.mp4$", ".jpg"))).isEmpty();
    }
}
