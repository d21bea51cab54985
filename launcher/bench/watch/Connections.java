import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.Permission;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets everything happen, and notes which servers the process asks for or connects to; a name that is looked up has the
 * port -1. Java calls it before each connection, also one that fails.
 */
@SuppressWarnings("removal") // Java 17 has nothing else that sees attempts, too
public final class Connections extends SecurityManager {
    private final Path file = Path.of(System.getProperty("herald.connections"));
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    @Override
    public void checkPermission(Permission permission) {}

    @Override
    public void checkPermission(Permission permission, Object context) {}

    @Override
    public void checkConnect(String host, int port) {
        note(host + ":" + port);
    }

    @Override
    public void checkConnect(String host, int port, Object context) {
        note(host + ":" + port);
    }

    private void note(String where) {
        if (seen.add(where)) {
            try {
                Files.writeString(file, where + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
