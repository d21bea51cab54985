package org.herald.core.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.herald.core.variant.Links;
import org.herald.spi.NetworkTraits;

/**
 * What is to be sent, as far as its price and its kind depend on it.
 *
 * @param parts the texts of its posts
 * @param answer whether it answers somebody
 * @param descriptions how many files have an alternative text
 */
public record Prices(List<String> parts, boolean answer, int descriptions) {
    /** Copies the list. */
    public Prices {
        parts = List.copyOf(parts);
    }

    /** The places that it needs from a part on. What continues our own post costs what a post costs: never too little. */
    public List<Place> places(NetworkTraits traits, int from, Instant at) {
        List<Place> places = new ArrayList<>();
        for (int part = from; part < parts.size(); part++) {
            places.add(new Place(at, kind(traits, part), cost(traits, part)));
        }
        return places;
    }

    private Place.Kind kind(NetworkTraits traits, int part) {
        if (answer) {
            return Place.Kind.REPLY;
        }
        if (part == 0) {
            return Place.Kind.POST;
        }
        return traits.published().text().threads() ? Place.Kind.PART : Place.Kind.REPLY;
    }

    private BigDecimal cost(NetworkTraits traits, int part) {
        var cost = traits.published().cost();
        if (cost.currency().isEmpty()) {
            return BigDecimal.ZERO;
        }
        BigDecimal text = Links.isIn(parts.get(part)) ? cost.postWithLink() : cost.post();
        BigDecimal post = answer ? cost.answer() : text;
        return part > 0 ? post : post.add(cost.description().multiply(BigDecimal.valueOf(descriptions)));
    }
}
