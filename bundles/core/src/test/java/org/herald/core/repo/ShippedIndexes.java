package org.herald.core.repo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.jcr.Node;
import javax.jcr.PropertyType;
import javax.jcr.RepositoryException;
import javax.jcr.Session;

/** The property indexes as they are shipped: without them, Oak walks all that there is at each question. */
public final class ShippedIndexes {
    private static final Path DEFINITIONS = Path.of("src/main/resources/SLING-INF/content/index");

    private ShippedIndexes() {}

    /** Puts them into a repository. */
    public static void install(Session session) throws RepositoryException, IOException {
        Node indexes = session.getNode("/oak:index");
        for (String name : names()) {
            define(indexes, name);
        }
        session.save();
    }

    private static void define(Node indexes, String name) throws RepositoryException, IOException {
        JsonNode json = read(name);
        Node index = indexes.addNode(name, "oak:QueryIndexDefinition");
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            String key = field.getKey().replace("jcr:name:", "");
            int type = key.equals(field.getKey()) ? PropertyType.STRING : PropertyType.NAME;
            JsonNode value = field.getValue();
            if (value.isArray()) {
                index.setProperty(key, texts(value).toArray(String[]::new), type);
            } else if (value.isBoolean()) {
                index.setProperty(key, value.booleanValue());
            } else if (value.isNumber()) {
                index.setProperty(key, value.longValue());
            } else if (value.isTextual() && !key.startsWith("jcr:")) {
                index.setProperty(key, value.textValue());
            }
        }
    }

    static JsonNode read(String name) throws IOException {
        return new ObjectMapper().readTree(DEFINITIONS.resolve(name + ".json").toFile());
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(DEFINITIONS)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .filter(name -> !List.of("heraldInbox", "heraldPages").contains(name))
                    .sorted()
                    .toList();
        }
    }
}
