package org.herald.core.repo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceUtil;
import org.apache.sling.api.resource.ValueMap;

/** Reading and writing values as Herald's nodes hold them. */
public final class Nodes {
    private static final String PRIMARY_TYPE = "jcr:primaryType";

    private Nodes() {}

    /** The instant in the form the repository keeps. */
    public static Calendar date(Instant instant) {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(instant.toEpochMilli());
        return calendar;
    }

    /** Reads an instant; empty when there is none. */
    public static Optional<Instant> instant(ValueMap values, String name) {
        return Optional.ofNullable(values.get(name, Calendar.class)).map(Calendar::toInstant);
    }

    /** Reads a string; the empty string when there is none. */
    public static String string(ValueMap values, String name) {
        return values.get(name, "");
    }

    /** Reads an address; empty when there is none. */
    public static Optional<URI> uri(ValueMap values, String name) {
        return Optional.of(string(values, name)).filter(s -> !s.isEmpty()).map(URI::create);
    }

    /** What a node holds, to be changed. */
    public static ModifiableValueMap values(Resource node) {
        ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
        if (values == null) {
            throw new IllegalStateException("Herald's user may not change " + node.getPath());
        }
        return values;
    }

    /** Finds or makes a node and the folders above it. */
    public static Resource obtain(ResourceResolver resolver, String path, String type) throws PersistenceException {
        return ResourceUtil.getOrCreateResource(resolver, path, Map.of(PRIMARY_TYPE, type), Names.NT_FOLDER, false);
    }

    /** Makes a node below an existing one. */
    public static Resource create(Resource parent, String name, String type, Map<String, Object> values)
            throws PersistenceException {
        Map<String, Object> all = new java.util.HashMap<>(values);
        all.put(PRIMARY_TYPE, type);
        return parent.getResourceResolver().create(parent, name, all);
    }

    /** A name for something remote: the same input gives the same name, and nobody can choose another's. */
    public static String nameOf(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The session behind a resolver. */
    public static Session session(ResourceResolver resolver) {
        Session session = resolver.adaptTo(Session.class);
        if (session == null) {
            throw new IllegalStateException("not a JCR resolver");
        }
        return session;
    }

    /** Tells whether the caller holds one of Herald's privileges at a path. */
    public static boolean may(ResourceResolver caller, String path, String privilege) {
        try {
            var access = session(caller).getAccessControlManager();
            return caller.getResource(path) != null
                    && access.hasPrivileges(
                            path, new javax.jcr.security.Privilege[] {access.privilegeFromName(privilege)});
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot ask for the rights on " + path, e);
        }
    }
}
