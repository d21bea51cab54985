package org.herald.core.notice;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.time.ZoneId;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Notification;
import org.herald.NotificationSettings;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;

/** How notices lie in the repository: below each person, by day. */
final class NotificationNodes {
    static final String PN_WHAT = "herald:what";
    static final String PN_NOTE = "herald:note";
    static final String PN_READ = "herald:read";
    static final String PN_MAILED = "herald:mailed";
    static final String PN_SEEN_BEFORE = "herald:seenBefore";
    static final String PN_MAIL = "herald:mail";
    static final String PN_MAIL_LANGUAGE = "herald:mailLanguage";
    static final String PN_MAIL_ZONE = "herald:mailZone";
    static final String PN_DIGEST = "herald:digest";

    private NotificationNodes() {}

    static String home(String user) {
        return NOTICES + "/" + Nodes.nameOf("user", user);
    }

    static Instant at(Resource node) {
        return Nodes.instant(node.getValueMap(), PN_AT).orElse(Instant.EPOCH);
    }

    static Notification notice(ResourceResolver resolver, Resource node) {
        ValueMap values = node.getValueMap();
        String last = Nodes.string(values, PN_ARTICLE_PATH);
        String identity = Nodes.string(values, PN_ARTICLE);
        return new Notification(
                node.getName(),
                Nodes.string(values, PN_WHAT),
                identity.isEmpty() ? last : Articles.locate(resolver, identity).orElse(last),
                Nodes.string(values, PN_ARTICLE_TITLE),
                Nodes.string(values, PN_BY),
                Nodes.instant(values, PN_AT).orElse(Instant.EPOCH),
                Nodes.string(values, PN_NOTE),
                values.get(PN_READ, false));
    }

    static NotificationSettings settings(ValueMap values) {
        return new NotificationSettings(
                NotificationSettings.Mail.valueOf(
                        values.get(PN_MAIL, NotificationSettings.USUAL.mail().name())),
                values.get(PN_MAIL_LANGUAGE, NotificationSettings.USUAL.language()),
                ZoneId.of(values.get(
                        PN_MAIL_ZONE, NotificationSettings.USUAL.zone().getId())));
    }
}
