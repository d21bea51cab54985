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
