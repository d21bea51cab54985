package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.repo.Repository;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class SignInsTest {
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @Test
    void whoBeganItEndsItOnceWhateverOthersTry() {
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        Clock clock = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);
        SignIns signIns =
                new SignIns(repository, new Reversing(), new ProfileStore(repository, new Reversing(), clock));
        URI callback = URI.create("https://cms.example/bin/herald/oauth/callback");
        signIns.keep("state", "ada", new SignIns.SignIn("press", callback, new Secret("ticket")));
        assertThat(signIns.take("state", "mallory")).isEmpty();
        assertThat(signIns.take("state", "ada")).get().returns("press", SignIns.SignIn::profileId);
        assertThat(signIns.take("state", "ada")).isEmpty();
    }
}
