package org.herald.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.herald.Rejection;
import org.herald.spi.Secret;

/** Writes the api's records, and reads bodies. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(Duration.class, ToStringSerializer.instance)
                    .addSerializer(LocalDate.class, ToStringSerializer.instance)
                    .addSerializer(LocalTime.class, ToStringSerializer.instance)
                    .addSerializer(ZoneId.class, ToStringSerializer.instance)
                    .addSerializer(Secret.class, new Refusing())
                    .addSerializer(rawOptional(), new OptionalWriter()));

    private Json() {}

    private static Class<Optional<?>> rawOptional() {
        @SuppressWarnings("unchecked") // a class literal has no type argument; the writer takes any
        Class<Optional<?>> type = (Class<Optional<?>>) (Class<?>) Optional.class;
        return type;
    }

    /** A secret in an answer is a bug: rather no answer. */
    private static final class Refusing extends JsonSerializer<Secret> {
        @Override
        public void serialize(Secret secret, JsonGenerator json, SerializerProvider serializers) {
            throw new IllegalStateException("a secret was about to leave");
        }
    }

    private static final class OptionalWriter extends JsonSerializer<Optional<?>> {
        @Override
        public void serialize(Optional<?> value, JsonGenerator json, SerializerProvider serializers)
                throws IOException {
            if (value.isPresent()) {
                serializers.defaultSerializeValue(value.get(), json);
            } else {
                json.writeNull();
            }
        }
    }

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass(), e);
        }
    }

    static JsonNode read(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw notJson();
        }
        throw notJson();
    }

    private static Rejection notJson() {
        return new Rejection(Rejection.Kind.INVALID, "json", "The body is not a JSON object.");
    }
}
