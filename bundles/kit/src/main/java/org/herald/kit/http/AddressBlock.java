package org.herald.kit.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A block of addresses as RFC 4632 writes it, 10.0.0.0/8; an address alone is a block of one. */
record AddressBlock(byte[] prefix, int bits) {
    private static final String PART = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    /** Four numbers without leading zeros, which some read as octal. */
    static final String IPV4 = PART + "(?:\\." + PART + "){3}";

    private static final Pattern FORM = Pattern.compile("(?:" + IPV4 + "|[0-9a-f]*:[0-9a-f:.]*)(?:/[0-9]{1,3})?");

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException where it is none
     */
    static AddressBlock of(String text) {
        if (!isOne(text)) {
            throw new IllegalArgumentException(text + " is no block of addresses, such as 10.1.0.0/16");
        }
        int slash = text.indexOf('/');
        try {
            byte[] bytes = InetAddress.getByName(slash < 0 ? text : text.substring(0, slash))
                    .getAddress(); // of letters there are none, so nobody is asked
            int bits = slash < 0 ? bytes.length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
            if (bits > bytes.length * Byte.SIZE) {
                throw new IllegalArgumentException(text + " has more bits than an address");
            }
            return new AddressBlock(bytes, bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text + " is no block of addresses, such as 10.1.0.0/16", e);
        }
    }

    boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 1 << Byte.SIZE - 1 - bit % Byte.SIZE;
            if ((address[bit / Byte.SIZE] & mask) != (prefix[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
