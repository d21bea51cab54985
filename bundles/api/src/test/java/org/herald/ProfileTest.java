package org.herald;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
    @ParameterizedTest
    @CsvSource({
        "alice, alice@social.example",
        "alice@other.example, alice@other.example",
        "alice.bsky.social, alice.bsky.social",
        "Herald Press, Herald Press",
        "'', social.example"
    })
    void anAccountIsNamedAsPeopleWriteIt(String handle, String account) {
        Profile profile = Profile.builder()
                .server(URI.create("https://social.example"))
                .handle(handle)
                .voice(Voice.USUAL)
                .rhythm(PostingTimes.NONE)
                .build();
        assertThat(profile.account()).isEqualTo(account);
    }
}
