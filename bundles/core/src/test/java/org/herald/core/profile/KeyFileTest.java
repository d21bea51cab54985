package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path home;

    @Test
    void makesAKeyThatOnlyItsOwnerReads() throws IOException {
        char[] key = new KeyFile(null, home).getPassword();
        Path file = home.resolve("herald.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(key).hasSize(44);
        assertThat(new KeyFile(null, home).getPassword()).isEqualTo(key);
    }

    @Test
    void prefersTheEnvironment() {
        assertThat(new KeyFile(" from-outside ", home).getPassword()).isEqualTo("from-outside".toCharArray());
        assertThat(home.resolve("herald.key")).doesNotExist();
    }

    @Test
    void refusesAnEmptyKey() throws IOException {
        Files.createFile(home.resolve("herald.key"));
        assertThatThrownBy(() -> new KeyFile(null, home)).hasMessageContaining("put it back from a backup");
    }
}
