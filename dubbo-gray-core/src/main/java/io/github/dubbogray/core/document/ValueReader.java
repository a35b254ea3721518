package io.github.dubbogray.core.document;

import io.github.dubbogray.core.address.Network;
import io.github.dubbogray.core.address.Networks;
import io.github.dubbogray.core.rule.Letters;
import io.github.dubbogray.core.rule.Matcher;
import io.github.dubbogray.core.rule.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads values that a source may have: texts, or addresses and networks where the source is an address. */
enum ValueReader {
    /** A value is the text itself. */
    TEXTS {
        @Override
        Optional<Matcher> oneOf(List<Field> values, Letters letters) {
            Set<String> allowed = new LinkedHashSet<>();
            values.forEach(value -> value.text().ifPresent(allowed::add));
            return Optional.of(new Matcher.OneOf(allowed, letters));
        }

        @Override
        Optional<Matcher> one(Field value, Letters letters) {
            return value.text().map(text -> new Matcher.Equal(text, letters));
        }
    },

    /** A value is any spelling of an address, or a network. */
    ADDRESSES {
        @Override
        Optional<Matcher> oneOf(List<Field> values, Letters letters) {
            Set<Network> networks = new LinkedHashSet<>();
            values.forEach(value -> network(value).ifPresent(networks::add));
            if (networks.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    networks.stream().allMatch(Network::isSingle)
                            ? new Matcher.OneOf(
                                    networks.stream().map(Network::toString).collect(Collectors.toSet()))
                            : new Matcher.Inside(Networks.of(networks)));
        }

        @Override
        Optional<Matcher> one(Field value, Letters letters) {
            return network(value)
                    .map(network -> network.isSingle()
                            ? new Matcher.Equal(network.toString())
                            : new Matcher.Inside(Networks.of(List.of(network))));
        }
    };

    /** Returns how the values of a source are read. */
    static ValueReader of(Source source) {
        return source == Source.Single.ADDRESS ? ADDRESSES : TEXTS;
    }

    /** Reads values of which a request's must be one; empty if none can be read, which is reported. */
    abstract Optional<Matcher> oneOf(List<Field> values, Letters letters);

    /** Reads the value that a request's must be; empty if it cannot be read, which is reported. */
    abstract Optional<Matcher> one(Field value, Letters letters);

    private static Optional<Network> network(Field value) {
        return value.as(
                ProblemKind.NOT_AN_ADDRESS,
                "an address or a network, as 10.0.0.7, 10.0.0.0/8 or \"::1\"",
                Network::read);
    }
}
