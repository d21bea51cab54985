package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.herald.simulators.Json;

/** Which fields each method and object takes: the vendor's list, of which {@code contract.txt} is a part. */
final class Contract {
    private static final String PLACE = "herald.telegram.contract";
    private static final String ENVIRONMENT = "HERALD_TELEGRAM_CONTRACT";

    private final Map<String, Map<String, Field>> methods = new TreeMap<>();
    private final Map<String, Map<String, Field>> types = new TreeMap<>();

    /** A field: the names of the types that it may have, as in {@code Integer}. */
    record Field(String name, List<String> types, boolean required) {}

    private Contract() {}

    /** The vendor's whole description where somebody has it (its place is told), else the part that is shipped. */
    static Contract known() {
        return place().map(Contract::described).orElseGet(Contract::shipped);
    }

    /** Where the description lies: the system property, or the environment, tells. */
    static Optional<Path> place() {
        return Optional.ofNullable(System.getProperty(PLACE, System.getenv(ENVIRONMENT)))
                .map(Path::of)
                .filter(Files::isReadable);
    }

    /** The part that is shipped. */
    static Contract shipped() {
        try (InputStream stream = Contract.class.getResourceAsStream("contract.txt")) {
            Contract contract = new Contract();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(contract::read);
            return contract;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String line) {
        String[] words = line.split(" ");
        Map<String, Field> fields = new LinkedHashMap<>();
        for (int i = 2; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            String name = words[i].substring(0, colon);
            List<String> kinds = new ArrayList<>();
            for (String kind : words[i].substring(colon + 1).split("\\|")) {
                kinds.add(kind.replace('_', ' '));
            }
            boolean required = name.endsWith("!");
            String plain = required ? name.substring(0, name.length() - 1) : name;
            fields.put(plain, new Field(plain, kinds, required));
        }
        (words[0].equals("method") ? methods : types).put(words[1], fields);
    }

    /** The same methods and objects as {@link #shipped}, from the whole machine-readable description. */
    static Contract described(Path document) {
        try {
            JsonNode all = Json.MAPPER.readTree(document.toFile());
            Contract shipped = shipped();
            Contract contract = new Contract();
            shipped.methods.keySet().forEach(name -> contract.methods.put(name, fields(all.at("/methods/" + name))));
            shipped.types.keySet().forEach(name -> contract.types.put(name, fields(all.at("/types/" + name))));
            return contract;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Field> fields(JsonNode described) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (JsonNode field : described.path("fields")) {
            List<String> kinds = new ArrayList<>();
            field.path("types").forEach(kind -> kinds.add(kind.asText()));
            String name = field.path("name").asText();
            fields.put(name, new Field(name, kinds, field.path("required").asBoolean()));
        }
        return fields;
    }

    /** The name of a method as the vendor writes it; it is called in any case of letters. */
    Optional<String> method(String called) {
        return methods.keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(called.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    Map<String, Field> fieldsOf(String method) {
        return methods.get(method);
    }

    /** The fields of an object; empty where nothing is known of it. */
    Optional<Map<String, Field>> object(String type) {
        return Optional.ofNullable(types.get(type));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Contract contract && methods.equals(contract.methods) && types.equals(contract.types);
    }

    @Override
    public int hashCode() {
        return methods.hashCode();
    }

    @Override
    public String toString() {
        return methods + " " + types;
    }
}
