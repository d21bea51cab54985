package org.herald.core.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.apache.sling.commons.crypto.PasswordProvider;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The key that profile secrets are encrypted with: the environment variable {@code HERALD_KEY} where it is set, else
 * a file {@code herald.key} in the CMS's home, made at first start and readable by its owner only.
 */
@Component(service = PasswordProvider.class, property = "names=herald", immediate = true)
public final class KeyFile implements PasswordProvider {
    static final String VARIABLE = "HERALD_KEY";
    private static final int KEY_BYTES = 32;
    private final char[] key;

    /** Reads the key, or makes it. */
    @Activate
    public KeyFile(BundleContext context) {
        this(System.getenv(VARIABLE), home(context));
    }

    KeyFile(String fromEnvironment, Path home) {
        this.key = fromEnvironment == null || fromEnvironment.isBlank()
                ? fromFile(home.resolve("herald.key"))
                : fromEnvironment.strip().toCharArray();
    }

    private static Path home(BundleContext context) {
        String home = context.getProperty("sling.home");
        return Path.of(home == null ? "." : home);
    }

    private static char[] fromFile(Path file) {
        try {
            make(file);
            String content = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (content.isEmpty()) {
                throw new IllegalStateException("The key file " + file + " is empty: put it back from a backup.");
            }
            return content.toCharArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " cannot be read", e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean posix = file.toAbsolutePath()
                .getFileSystem()
                .supportedFileAttributeViews()
                .contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (var channel = Files.newByteChannel(file, options, owner)) {
            channel.write(StandardCharsets.US_ASCII.encode(Base64.getEncoder().encodeToString(random)));
        } catch (FileAlreadyExistsException e) {
            return; // made at an earlier start: that one is the key
        }
    }

    @Override
    public char[] getPassword() {
        return key.clone();
    }
}
