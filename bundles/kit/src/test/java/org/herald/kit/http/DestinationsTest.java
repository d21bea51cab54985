package org.herald.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
    private static final Destinations USUAL = new Destinations(false, List.of(), InetAddress::getAllByName);

    private static Destinations naming(boolean loopback, List<String> allowed, String... addresses) {
        return new Destinations(loopback, allowed, name -> {
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < addresses.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        });
    }

    /** As a request does it. */
    private static void go(Destinations destinations, String uri) throws UnknownHostException {
        URI address = URI.create(uri);
        destinations.check(address);
        destinations.resolve(address.getHost());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // this machine, in many spellings
                "https://localhost",
                "https://LOCALHOST",
                "https://localhost.",
                "https://a.localhost",
                "https://127.0.0.1",
                "https://127.0.0.1:8080",
                "https://127.1",
                "https://127.0.1",
                "https://127.255.255.254",
                "https://2130706433",
                "https://0x7f000001",
                "https://0x7f.0.0.1",
                "https://0177.0.0.1",
                "https://017700000001",
                "https://127.0.0.01",
                "https://0x7f.1",
                "https://127.0x0.0.1",
                "https://0",
                "https://0.0.0.0",
                "https://0.1.2.3",
                "https://[::1]",
                "https://[::]",
                "https://[0:0:0:0:0:0:0:1]",
                "https://[::ffff:127.0.0.1]",
                "https://[::ffff:7f00:1]",
                "https://[::127.0.0.1]",
                "https://[64:ff9b::7f00:1]",
                "https://[2002:7f00:1::]",
                // networks that are private
                "https://10.0.0.1",
                "https://10.255.255.255",
                "https://172.16.0.1",
                "https://172.31.255.255",
                "https://192.168.0.1",
                "https://192.168.1.1:8443",
                "https://100.64.0.1",
                "https://100.127.255.255",
                "https://167772161",
                "https://3232235521",
                "https://[fc00::1]",
                "https://[fd12:3456:789a::1]",
                "https://[fec0::1]",
                "https://[::ffff:10.0.0.1]",
                "https://[64:ff9b::a00:1]",
                "https://[2002:c0a8:101::1]",
                "https://[64:ff9b:1::a00:1]",
                // machines of the neighbourhood, and what clouds tell there
                "https://169.254.169.254",
                "https://169.254.0.1",
                "https://[fe80::1]",
                "https://[fe80::1%25eth0]",
                "https://[::ffff:a9fe:a9fe]",
                "https://2852039166",
                "https://[fd00:ec2::254]",
                "https://169.254.170.2",
                "https://100.100.100.200",
                "https://192.0.0.192",
                "https://168.63.129.16",
                "https://[::ffff:169.254.169.254]",
                "https://[64:ff9b::a9fe:a9fe]",
                "https://[2002:a9fe:a9fe::1]",
                "https://0xa9.0xfe.0xa9.0xfe",
                "https://0251.0376.0251.0376",
                "https://169.16689662",
                // what looks like another character, or ends as nothing does
                "https://127.0.0.1.",
                "https://10.0.0.1.",
                "https://\uFF11\uFF12\uFF17.0.0.1",
                "https://127\u30020\u30020\u30021",
                "https://\u2460\u2461\u2466.\u24EA.\u24EA.\u2460",
                "https://loc%61lhost",
                "https://[::1%25lo]",
                "https://192.88.99.1",
                // nobody, everybody, examples and tests
                "https://192.0.0.8",
                "https://192.0.2.1",
                "https://198.18.0.1",
                "https://198.19.255.255",
                "https://198.51.100.7",
                "https://203.0.113.7",
                "https://224.0.0.1",
                "https://239.255.255.250",
                "https://240.0.0.1",
                "https://255.255.255.255",
                "https://[ff02::1]",
                "https://[2001:db8::1]",
                "https://[2001::1]",
                "https://[100::1]",
                "https://[3fff::1]",
                "https://[4000::1]",
                // no https, no host, or a host that is none
                "http://example.org",
                "http://93.184.216.34",
                "file:///etc/passwd",
                "ftp://example.org",
                "gopher://example.org",
                "https:///path",
                "https:example.org",
                "https://admin@example.org",
                "https://a:b@example.org",
                "https://example.org@127.0.0.1",
                "https://1.2.3.4.5",
                "https://1.2.3",
                "https://256.1.1.1",
                "https://example.0x10"
            })
    void nothingThatIsNotPublicIsConnectedTo(String uri) {
        assertThatThrownBy(() -> go(USUAL, uri)).isInstanceOf(Destinations.Closed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://93.184.216.34", "https://8.8.8.8:8443", "https://172.32.0.1", "https://172.15.255.255",
                "https://100.128.0.1", "https://11.0.0.1", "https://192.167.1.1", "https://223.255.255.255",
                "https://[2606:4700::6810:84e5]", "https://[2a00:1450:4001:80b::200e]", "https://[64:ff9b::808:808]"
            })
    void whatIsPublicIs(String uri) {
        assertThatCode(() -> go(USUAL, uri)).doesNotThrowAnyException();
    }

    @Test
    void aNameIsWhatItLeadsTo() throws Exception {
        go(naming(false, List.of(), "93.184.216.34"), "https://social.example");
        for (String inside : new String[] {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1"}) {
            assertThatThrownBy(() -> go(naming(false, List.of(), inside), "https://social.example"))
                    .isInstanceOf(Destinations.Closed.class)
                    .hasMessageContaining("social.example")
                    .hasMessageNotContaining(inside);
            assertThatThrownBy(() -> go(naming(false, List.of(), "93.184.216.34", inside), "https://social.example"))
                    .as("one of several")
                    .isInstanceOf(Destinations.Closed.class);
        }
    }

    @Test
    void anAdministratorAllowsNamesAndBlocks() throws Exception {
        go(naming(false, List.of("10.20.0.0/16"), "10.20.3.4"), "https://social.intern");
        go(naming(false, List.of(" Social.Intern "), "10.20.3.4"), "https://social.intern");
        go(new Destinations(false, List.of("fd00:1::/32"), InetAddress::getAllByName), "https://[fd00:1::7]");
        go(new Destinations(false, List.of("192.168.7.9"), InetAddress::getAllByName), "https://192.168.7.9");
        for (String other : new String[] {"10.21.0.1", "127.0.0.1", "192.168.7.10"}) {
            assertThatThrownBy(() -> go(naming(false, List.of("10.20.0.0/16", "192.168.7.9"), other), "https://other"))
                    .isInstanceOf(Destinations.Closed.class);
        }
        assertThatThrownBy(() -> go(naming(false, List.of("10.20.0.0/16"), "10.20.3.4"), "http://social.intern"))
                .as("by https, also there")
                .isInstanceOf(Destinations.Closed.class)
                .hasMessageContaining("https only");
        assertThatThrownBy(() -> go(USUAL, "https://anna:secret@example.org"))
                .hasMessageNotContaining("secret")
                .isInstanceOf(Destinations.Closed.class);
    }

    @Test
    void whatIsNoBlockIsSaid() {
        for (String wrong : new String[] {"10.0.0.0/33", "::/129", "10.0.0/8/8"}) {
            assertThatThrownBy(() -> AddressBlock.of(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whoDevelopsReachesThisMachineAndNothingElse() throws Exception {
        Destinations developer = Destinations.withLoopback();
        for (String here :
                new String[] {"http://localhost:8080", "http://127.0.0.1:1", "https://localhost", "http://[::1]"}) {
            go(developer, here);
        }
        for (String there : new String[] {"http://example.org", "https://10.0.0.1", "http://169.254.169.254"}) {
            assertThatThrownBy(() -> go(developer, there)).isInstanceOf(Destinations.Closed.class);
        }
    }

    /** Who asked in between would be told another address: only one question is asked. */
    @Test
    void aNameThatChangesBetweenLookAndUseLeadsNowhere() {
        int[] asked = {0};
        Destinations changing = new Destinations(false, List.of(), name ->
                new InetAddress[] {InetAddress.getByName(asked[0]++ == 0 ? "10.0.0.1" : "127.0.0.1")});
        Http http = new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1000, changing);
        assertThat(http.send(Request.to(URI.create("https://changing.example"))))
                .isInstanceOfSatisfying(Answer.NotSent.class, answer -> assertThat(answer.why())
                        .contains("changing.example", "not on the public internet"));
        assertThat(asked[0]).isEqualTo(1);
    }
}
