package io.github.dubbogray.it.attack;

import java.util.HashMap;
import java.util.Map;

/**
 * An application at the edge, where attackers come in.
 *
 * @param name as in paths
 * @param trust whom it believes
 */
record Edge(String name, String trust, WitnessApplication application) {

    /** What edges with {@code signature} sign with. */
    static final String SECRET = "the attacked one's secret";

    /** The cookie that may have a tag. */
    static final String COOKIE = "gray";

    /** The query parameter that may have a tag. */
    static final String QUERY = "_gray";

    /** Starts one. */
    static Edge start(String name, String trust) {
        Map<String, String> properties = new HashMap<>();
        properties.put("dubbo.gray.entry.trust", trust);
        properties.put("dubbo.gray.entry.cookie", COOKIE);
        properties.put("dubbo.gray.entry.query", QUERY);
        if (trust.equals("signature")) {
            properties.put("dubbo.gray.entry.secret", SECRET);
        }
        return new Edge(name, trust, WitnessApplication.start(name, properties));
    }
}
