package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A secret goes in and never comes out. */
class SecretsIT {
    private static final String SECRET = Bluesky.password("silent");
    private static String profile;

    @BeforeAll
    static void start() {
        Environment.start();
        Bluesky.person("silent");
        profile = Cms.admin().profile("Silent", "bluesky", Environment.PDS, "silent.test", SECRET);
        Cms.admin().post("/profiles/" + profile + "/test", java.util.Map.of());
    }

    @Test
    void noRequestGivesItBack() {
        Cms admin = Cms.admin();
        Cms herald = Cms.user("ahmed", "authors", "herald-admins");
        for (Cms who : List.of(admin, herald)) {
            for (String path : List.of("/profiles", "/networks", "/session")) {
                assertThat(who.get(path).text()).doesNotContain(SECRET);
            }
            for (String path : List.of("", "/secret")) {
                for (String suffix : List.of(".json", ".infinity.json", ".tidy.-1.json", ".xml", ".txt", ".html")) {
                    Web.Reply reply =
                            Web.get(Environment.CMS + "/var/herald/profiles/" + profile + path + suffix, who.headers());
                    assertThat(reply.text()).doesNotContain(SECRET, "accessJwt", "eyJ");
                    if (who == herald) {
                        assertThat(reply.text()).as(path + suffix).doesNotContain("ciphertext");
                    }
                }
            }
        }
    }

    @Test
    void theSecretsNodeIsHiddenFromHeraldsOwnGroups() {
        Cms herald = Cms.user("ahmed", "authors", "herald-admins", "herald-editors", "herald-moderators");
        String path = Environment.CMS + "/var/herald/profiles/" + profile;
        assertThat(Web.get(path + ".json", herald.headers()).status()).isEqualTo(200);
        assertThat(Web.get(path + "/secret.json", herald.headers()).status()).isIn(403, 404);
    }

    @Test
    void noLogSaysIt() throws IOException {
        try (Stream<Path> logs = Files.walk(Environment.home().resolve("launcher/logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(log.toString())
                        .doesNotContain(SECRET);
            }
        }
        assertThat(Files.readString(Environment.home().resolve("console.log"))).doesNotContain(SECRET);
    }

    @Test
    void theRepositoryHoldsItEncrypted() throws IOException {
        try (Stream<Path> files = Files.walk(Environment.home().resolve("launcher/repository"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                                .contains(SECRET))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }

    @Test
    void theKeyIsItsOwnersOnly() throws IOException {
        Path key = Environment.home().resolve("launcher/herald.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }
}
