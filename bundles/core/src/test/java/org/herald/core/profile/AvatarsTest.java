package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Profile;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.spi.Media;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class AvatarsTest {
    private static final URI ADDRESS = URI.create("https://social.example/press.png");
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private Repository repository;
    private ProfileStore store;
    private Avatars avatars;
    private byte[] answer;

    @BeforeEach
    void open() throws Exception {
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        store = new ProfileStore(repository, new Reversing());
        avatars = new Avatars(
                repository, (address, most) -> Optional.ofNullable(answer).filter(bytes -> bytes.length <= most));
        try (ResourceResolver resolver = repository.open()) {
            Nodes.obtain(resolver, Names.PROFILES + "/press", Names.NT_PROFILE)
                    .adaptTo(ModifiableValueMap.class)
                    .putAll(Map.of(Names.PN_TITLE, "Press", Names.PN_SERVER, "https://social.example"));
            resolver.commit();
        }
    }

    private Profile press() {
        return store.find("press").orElseThrow();
    }

    private static byte[] png(int width, int height, Color colour, String format) throws Exception {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    @Test
    void aPictureIsKeptAsASmallSquareOfItsOwn() throws Exception {
        answer = png(900, 400, Color.GREEN, "png");
        assertThat(avatars.take("press", ADDRESS)).isTrue();
        Media kept = avatars.of(press()).orElseThrow();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(kept.bytes()));
        assertThat(image.getWidth()).isEqualTo(128);
        assertThat(image.getHeight()).isEqualTo(128);
        assertThat(kept.type()).isEqualTo("image/jpeg");
        assertThat(kept.bytes()).isNotEqualTo(answer);
        assertThat(press().avatar()).matches("[0-9a-f]{12}");
    }

    @Test
    void theSamePictureHasTheSameWordAndAnotherHasAnother() throws Exception {
        answer = png(200, 200, Color.GREEN, "png");
        avatars.take("press", ADDRESS);
        String first = press().avatar();
        assertThat(avatars.take("press", ADDRESS)).as("nothing to write").isFalse();
        assertThat(press().avatar()).isEqualTo(first);
        answer = png(200, 200, Color.RED, "jpeg");
        assertThat(avatars.take("press", ADDRESS)).isTrue();
        assertThat(press().avatar()).isNotEqualTo(first);
    }

    @Test
    void whatIsNoPictureIsNotKeptAndTheOneBeforeStays() throws Exception {
        answer = png(200, 200, Color.GREEN, "png");
        avatars.take("press", ADDRESS);
        byte[] good = avatars.of(press()).orElseThrow().bytes();
        byte[] half = png(800, 800, Color.RED, "jpeg");
        for (byte[] bad : new byte[][] {
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8),
            "<!doctype html><title>Sign in</title>".getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(half, half.length / 2),
            new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 1, (byte) 0xFF, (byte) 0xD9},
            new byte[4_000_001],
            null
        }) {
            answer = bad;
            assertThat(avatars.take("press", ADDRESS)).isFalse();
            assertThat(avatars.of(press()).orElseThrow().bytes()).isEqualTo(good);
        }
    }

    @Test
    void aProfileThatWasDeletedMeanwhileGetsNone() throws Exception {
        answer = png(200, 200, Color.GREEN, "png");
        assertThat(avatars.take("nobody", ADDRESS)).isFalse();
    }

    @Test
    void whatSomebodyWroteInsteadOfAPictureIsNotShownAsOne() throws Exception {
        answer = png(200, 200, Color.GREEN, "png");
        avatars.take("press", ADDRESS);
        try (ResourceResolver resolver = repository.open()) {
            resolver.getResource(Names.PROFILES + "/press/" + Names.NN_AVATAR)
                    .adaptTo(ModifiableValueMap.class)
                    .put(Names.PN_TYPE, "text/html");
            resolver.commit();
        }
        assertThat(avatars.of(press())).isEmpty();
    }

    @Test
    void withoutAConnectionToNetworksInitialsAreShown() {
        assertThat(new Avatars(repository).take("press", ADDRESS)).isFalse();
        assertThat(avatars.of(press())).isEmpty();
    }
}
