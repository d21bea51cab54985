package org.herald.rest;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/**
 * Sees to it that no screen is made of the scripts of two versions: a browser asks each time whether what it kept is what
 * there is, and is told by what is in the file. The CMS goes by the file's time, which is that of the build, and two builds
 * may have the same.
 */
@Component(service = Filter.class)
@HttpWhiteboardFilterPattern({"/static/clientlibs/herald/*", "/static/clientlibs/herald-rehearsal/*"})
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.sling)")
public final class StaticFilter implements Filter {
    private static final String BY_TIME = "If-Modified-Since";
    /** Bytes of the digest that are told. */
    private static final int TOLD = 12;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest asked)
                || !(response instanceof HttpServletResponse answer)
                || !("GET".equals(asked.getMethod()) || "HEAD".equals(asked.getMethod()))) {
            chain.doFilter(request, response);
            return;
        }
        answer.setHeader("Cache-Control", "no-cache");
        Optional<String> tag = tag(asked);
        if (tag.isEmpty()) {
            chain.doFilter(asked, answer);
            return;
        }
        answer.setHeader("ETag", tag.get());
        if (isKept(asked.getHeader("If-None-Match"), tag.get())) {
            answer.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            chain.doFilter(new Timeless(asked), answer);
        }
    }

    /** A word of what is in the file; empty where there is none, or not for this person. */
    private static Optional<String> tag(HttpServletRequest request) throws IOException {
        Resource file = request.getAttribute(ApiServlet.RESOLVER) instanceof ResourceResolver caller
                ? caller.getResource(Objects.toString(request.getRequestURI(), ""))
                : null;
        try (InputStream in = file == null ? null : file.adaptTo(InputStream.class)) {
            return in == null ? Optional.empty() : Optional.of('"' + digest(in.readAllBytes()) + '"');
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, TOLD);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    /** A server in between that compresses marks the word as weak. */
    private static boolean isKept(String kept, String tag) {
        return Arrays.stream(Objects.toString(kept, "").split(","))
                .map(one -> one.strip().replaceFirst("^W/", ""))
                .anyMatch(tag::equals);
    }

    /** Asks as somebody who does not know when the file changed. */
    private static final class Timeless extends HttpServletRequestWrapper {
        Timeless(HttpServletRequest request) {
            super(request);
        }

        @Override
        public long getDateHeader(String name) {
            return BY_TIME.equalsIgnoreCase(name) ? -1 : super.getDateHeader(name);
        }

        @Override
        public String getHeader(String name) {
            return BY_TIME.equalsIgnoreCase(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return BY_TIME.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }
    }
}
