package org.herald.core.profile;

import org.apache.sling.commons.crypto.CryptoService;

/** Hides nothing from anybody, but shows whether a secret was encrypted and decrypted as often as it should be. */
public final class Reversing implements CryptoService {
    private final String key;

    /** With the usual key. */
    public Reversing() {
        this("key");
    }

    /** With another one: it does not open what the usual one closed. */
    public Reversing(String key) {
        this.key = key;
    }

    @Override
    public String encrypt(String message) {
        return key + ":" + new StringBuilder(message).reverse();
    }

    @Override
    public String decrypt(String ciphertext) {
        if (!ciphertext.startsWith(key + ":")) {
            throw new IllegalStateException("this was encrypted with another key");
        }
        return new StringBuilder(ciphertext.substring(key.length() + 1))
                .reverse()
                .toString();
    }
}
