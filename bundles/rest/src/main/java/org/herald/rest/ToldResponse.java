package org.herald.rest;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.herald.Refusals.Watch;
import org.herald.Rejection;

/** An answer in which a failure becomes the refusal that it comes from: its status and its reason, and nothing else. */
final class ToldResponse extends HttpServletResponseWrapper {
    /** The word of the refusal, for scripts. */
    static final String CODE_HEADER = "X-Herald-Refusal";
    /** The sentence, in UTF-8 and percent signs. */
    static final String REASON_HEADER = "X-Herald-Reason";

    private static final int FAILURE = 400;

    private final HttpServletRequest request;
    private final Watch watch;
    private PrintWriter writer;
    private boolean told;

    ToldResponse(HttpServletRequest request, HttpServletResponse response, Watch watch) {
        super(response);
        this.request = request;
        this.watch = watch;
    }

    private boolean isTold(int status) throws IOException {
        Optional<Rejection> refusal = status < FAILURE ? Optional.empty() : watch.last();
        if (!told && refusal.isPresent() && !isCommitted()) {
            told = true;
            tell(refusal.get());
        }
        return told;
    }

    private void tell(Rejection refusal) throws IOException {
        Problem problem = Problem.of(refusal);
        String reason = Words.of(request, refusal.code()).orElse(refusal.getMessage());
        boolean json = Objects.toString(request.getHeader("Accept"), "")
                .toLowerCase(Locale.ROOT)
                .contains("json");
        super.resetBuffer();
        super.setStatus(problem.status());
        super.setHeader("Cache-Control", "no-store");
        super.setHeader(CODE_HEADER, refusal.code());
        super.setHeader(
                REASON_HEADER, URLEncoder.encode(reason, StandardCharsets.UTF_8).replace("+", "%20"));
        super.setContentType(json ? Problem.MEDIA_TYPE : "text/plain");
        super.setCharacterEncoding("UTF-8");
        String body = json
                ? new String(Json.write(Problem.of(problem.status(), refusal.code(), reason)), StandardCharsets.UTF_8)
                : reason;
        if (writer == null) {
            super.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        } else {
            writer.write(body);
        }
    }

    private interface Otherwise {
        void run() throws IOException;
    }

    private void unlessTold(int status, Otherwise otherwise) throws IOException {
        if (!isTold(status)) {
            otherwise.run();
        }
    }

    @Override
    public void setStatus(int status) {
        try {
            unlessTold(status, () -> super.setStatus(status));
        } catch (IOException e) { // the connection is gone: there is nobody to be told
            super.setStatus(status);
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        unlessTold(status, () -> super.sendError(status));
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        unlessTold(status, () -> super.sendError(status, message));
    }

    @Override
    public void setContentType(String type) {
        if (!told) {
            super.setContentType(type);
        }
    }

    @Override
    public void setCharacterEncoding(String encoding) {
        if (!told) {
            super.setCharacterEncoding(encoding);
        }
    }

    @Override
    public void setContentLength(int length) {
        if (!told) {
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (!told) {
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void reset() {
        if (!told) {
            writer = null;
            super.reset();
        }
    }

    @Override
    public void resetBuffer() {
        if (!told) {
            super.resetBuffer();
        }
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (told) {
            return new PrintWriter(Writer.nullWriter());
        }
        writer = super.getWriter();
        return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return told ? new Nowhere() : super.getOutputStream();
    }

    /** Takes what nobody reads. */
    private static final class Nowhere extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("this answer is complete");
        }

        @Override
        public void write(int b) {
            // on purpose
        }
    }
}
