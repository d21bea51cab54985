package org.herald.core.share;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.sling.api.resource.ValueMap;
import org.herald.core.repo.Nodes;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was last decided about each variant, in a file that survives the process. The CMS's embedded repository writes
 * to disk every five seconds: a crash takes back what was committed since, also that a post was just sent. After a
 * crash the share store puts back from here what the repository lost.
 */
@Component(service = Ledger.class)
public final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** More than is written in the five seconds that the repository may lose. */
    private static final long MAX_BYTES = 16_000_000;

    private final Path current;
    private final Path previous;
    private FileChannel channel;

    /** One variant as it was left, with the share it belongs to. */
    record Entry(String share, String variant, Map<String, Object> shareValues, Map<String, Object> values) {}

    @Activate
    public Ledger(BundleContext context) {
        this(Path.of(context.getProperty("sling.home") == null ? "." : context.getProperty("sling.home")));
    }

    public Ledger(Path home) {
        this.current = home.resolve("herald-ledger.jsonl");
        this.previous = home.resolve("herald-ledger.previous.jsonl");
    }

    /** Adds an entry; when this returns, a crash of the process does not lose it. */
    synchronized void add(String sharePath, ValueMap share, String variantPath, ValueMap values) {
        ObjectNode line = JSON.createObjectNode();
        line.put("share", sharePath).put("variant", variantPath);
        line.set("shareValues", encode(share));
        line.set("values", encode(values));
        try {
            open();
            byte[] bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
            channel.write(ByteBuffer.wrap(bytes));
            channel.force(false);
            rotate();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + current, e);
        }
    }

    private void open() throws IOException {
        if (channel == null) {
            channel = FileChannel.open(current, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private void rotate() throws IOException {
        if (channel.size() > MAX_BYTES) {
            channel.close();
            channel = null;
            Files.move(current, previous, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** All entries, oldest first; a line that the crash cut off is left out. */
    synchronized List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Path file : List.of(previous, current)) {
            if (Files.exists(file)) {
                read(file, entries);
            }
        }
        return entries;
    }

    private static void read(Path file, List<Entry> entries) {
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                try {
                    JsonNode node = JSON.readTree(line);
                    entries.add(new Entry(
                            node.path("share").asText(),
                            node.path("variant").asText(),
                            decode(node.path("shareValues")),
                            decode(node.path("values"))));
                } catch (JsonProcessingException e) {
                    LOG.info("An unfinished line at the end of {} is left out", file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Begins anew, when everything of it is in the repository and that is on disk. */
    synchronized void clear() {
        try {
            if (channel != null) {
                channel.close();
                channel = null;
            }
            Files.deleteIfExists(previous);
            Files.deleteIfExists(current);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + current, e);
        }
    }

    private static ObjectNode encode(ValueMap values) {
        ObjectNode node = JSON.createObjectNode();
        values.forEach((name, value) -> {
            if (!name.startsWith("herald:")) {
                return; // types are made anew
            }
            if (value instanceof Calendar date) {
                node.putObject(name).put("date", date.getTimeInMillis());
            } else if (value instanceof Number number) {
                node.put(name, number.longValue());
            } else if (value instanceof Boolean flag) {
                node.put(name, flag);
            } else if (value instanceof String[] several) {
                ArrayNode array = node.putArray(name);
                Arrays.stream(several).forEach(array::add);
            } else {
                node.put(name, String.valueOf(value));
            }
        });
        return node;
    }

    private static Map<String, Object> decode(JsonNode node) {
        Map<String, Object> values = new HashMap<>();
        node.fields().forEachRemaining(field -> values.put(field.getKey(), value(field.getValue())));
        return values;
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            return Nodes.date(Instant.ofEpochMilli(node.path("date").asLong()));
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(JsonNode::asText)
                    .toArray(String[]::new);
        }
        if (node.isNumber()) {
            return node.asLong();
        }
        return node.isBoolean() ? (Object) node.asBoolean() : node.asText();
    }
}
