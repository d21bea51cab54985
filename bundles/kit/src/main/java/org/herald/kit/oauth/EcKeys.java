package org.herald.kit.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import org.herald.spi.Secret;

/** Keys on the curve P-256, each named by its thumbprint (RFC 7638). */
final class EcKeys {
    private EcKeys() {}

    static ECKey fresh() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    static Secret kept(ECKey key) {
        return new Secret(key.toJSONString());
    }

    /** Reads one; what is none is told without a word of what it holds. */
    static ECKey of(Secret kept) {
        try {
            ECKey key = ECKey.parse(kept.reveal());
            if (!Curve.P_256.equals(key.getCurve()) || !key.isPrivate()) {
                throw new IllegalArgumentException("a key of another kind was kept");
            }
            return new ECKey.Builder(key).keyID(thumbprint(key)).build();
        } catch (ParseException e) {
            throw new IllegalArgumentException("what was kept is no key"); // the cause may hold it
        }
    }

    static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
