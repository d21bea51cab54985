package org.herald.connectors.linkedin;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** LinkedIn's names of things. Pure. */
final class Urns {
    static final String PERSON = "urn:li:person:";
    static final String ORGANISATION = "urn:li:organization:";
    private static final Pattern COMMENT = Pattern.compile("urn:li:comment:\\(([^,()]+),([^,()]+)\\)");

    private Urns() {}

    static boolean isOrganisation(String urn) {
        return urn.startsWith(ORGANISATION);
    }

    static boolean isComment(String urn) {
        return COMMENT.matcher(urn).matches();
    }

    /** As Rest.li 2.0.0 wants it in an address. */
    static String key(String urn) {
        return URLEncoder.encode(urn, StandardCharsets.UTF_8);
    }

    /** Where the comments below a post or a comment are. */
    static String comments(String urn) {
        return "/rest/socialActions/" + key(urn) + "/comments";
    }

    /** Where one comment is. */
    static String comment(String urn) {
        Matcher comment = COMMENT.matcher(normal(urn));
        if (!comment.matches()) {
            throw new IllegalArgumentException("no comment: " + urn);
        }
        return comments(comment.group(1)) + "/" + key(comment.group(2));
    }

    /** What a comment of an activity is called; empty where that is not known. */
    static String comment(String activity, String id) {
        return activity == null || id == null ? "" : "urn:li:comment:(" + activity + "," + id + ")";
    }

    /** LinkedIn writes the activity of a comment with and without its prefix: here it always has one. */
    static String normal(String comment) {
        return comment.replaceFirst("^urn:li:comment:\\((?!urn:)", "urn:li:comment:(urn:li:");
    }

    static String post(String urn) {
        return "/rest/posts/" + key(urn);
    }

    /** Where people read a post; null where a server names it so that no address can hold it. */
    static URI address(String web, String post) {
        return safe(web + "/feed/update/" + post);
    }

    static URI address(String web, String post, String comment) {
        return safe(web + "/feed/update/" + post + "?commentUrn=" + key(comment));
    }

    private static URI safe(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            return null; // a server may give anything
        }
    }
}
