package org.herald.kit.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.InputStreamBody;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.jetbrains.annotations.NotNull;

/** A body of fields and files (RFC 7578) that is written as it is sent: a film is never held twice. */
public final class Multipart {
    private static final ContentType TEXT = ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8);
    private final String boundary = "herald-" + UUID.randomUUID();
    private final MultipartEntityBuilder parts = MultipartEntityBuilder.create()
            .setMode(HttpMultipartMode.EXTENDED)
            .setBoundary(boundary)
            .setCharset(StandardCharsets.UTF_8);

    /** Adds a field of text. */
    public @NotNull Multipart with(@NotNull String name, @NotNull String value) {
        parts.addTextBody(name, value, TEXT);
        return this;
    }

    /** Adds a field with a media type of its own, as JSON beside files has it. */
    public @NotNull Multipart with(@NotNull String name, @NotNull String type, @NotNull String value) {
        parts.addTextBody(name, value, ContentType.create(type, StandardCharsets.UTF_8));
        return this;
    }

    /**
     * Adds a file.
     *
     * @param length in bytes
     * @param content is opened once, when it is sent
     */
    public @NotNull Multipart file(
            @NotNull String name,
            @NotNull String fileName,
            @NotNull String type,
            long length,
            @NotNull Supplier<InputStream> content) {
        parts.addPart(name, new InputStreamBody(new Late(content), ContentType.create(type), fileName, length));
        return this;
    }

    /** Puts it into the body of a request. */
    public @NotNull Request into(@NotNull Request request, @NotNull String method) {
        HttpEntity entity = parts.build();
        // the boundary alone: snac takes what stands after the one equals sign for it
        return request.by(method, "multipart/form-data; boundary=" + boundary, () -> entity);
    }

    /** Opens what it reads from when it is first read. */
    private static final class Late extends InputStream {
        private final Supplier<InputStream> source;
        private InputStream open;

        Late(Supplier<InputStream> source) {
            this.source = source;
        }

        private InputStream open() {
            if (open == null) {
                open = source.get();
            }
            return open;
        }

        @Override
        public int read() throws IOException {
            return open().read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return open().read(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (open != null) {
                open.close();
            }
        }
    }
}
