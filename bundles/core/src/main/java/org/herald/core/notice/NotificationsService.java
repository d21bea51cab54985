package org.herald.core.notice;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Notification;
import org.herald.NotificationSettings;
import org.herald.Notifications;
import org.herald.Rejection;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Tells a person what is new. */
@Component(service = Notifications.class)
public final class NotificationsService implements Notifications {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    private final NotificationStore store;
    private final Repository repository;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Mailer mailer;

    @Activate
    public NotificationsService(@Reference NotificationStore store, @Reference Repository repository) {
        this.store = store;
        this.repository = repository;
    }

    private static String user(ResourceResolver caller) {
        return Objects.toString(caller.getUserID(), "");
    }

    @Override
    public Page of(ResourceResolver caller) {
        String user = user(caller);
        List<Notification> items = store.of(user);
        try (ResourceResolver resolver = repository.open()) {
            return new Page(
                    items,
                    store.unread(user),
                    store.settings(user),
                    People.address(resolver, user).orElse(""),
                    mailer != null);
        }
    }

    @Override
    public void read(ResourceResolver caller) {
        store.read(user(caller));
    }

    @Override
    public void choose(ResourceResolver caller, NotificationSettings settings) {
        if (!LANGUAGE.matcher(settings.language()).matches()) {
            throw new Rejection(Rejection.Kind.INVALID, "language", "Name a language by its code, such as en or fr.");
        }
        store.choose(user(caller), settings);
    }
}
