package io.github.dubbogray.nacos;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the nodes of one Nacos are, and who asks them.
 *
 * @param nodes one or more, asked in this order until one answers; with scheme, host, port and context path
 * @param credentials who asks
 */
public record NacosServers(List<URI> nodes, Credentials credentials) {

    private static final int DEFAULT_PORT = 8848;
    private static final String DEFAULT_CONTEXT = "/nacos";

    /** Begins at the first slash of a run alone: from each of them, many slashes would take time with their square. */
    private static final Pattern SLASHES_BEHIND = Pattern.compile("(?<!/)/++$");

    /** Copies the list, which must not be empty. */
    public NacosServers {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("no address of a Nacos server is given");
        }
    }

    /**
     * Reads addresses as Nacos's own clients take them: {@code host[:port],host[:port],…}, the port 8848 unless given. An
     * address may also be a whole one, {@code https://host:port/context}; the context is {@code /nacos} unless given.
     *
     * @throws IllegalArgumentException if there is none, or one is no address; names it
     */
    public static NacosServers of(String addresses) {
        return new NacosServers(
                Arrays.stream(addresses.split(",", -1))
                        .map(address -> nodeOf(address.strip()))
                        .toList(),
                Credentials.NONE);
    }

    /** The same nodes, asked by somebody. */
    public NacosServers as(Credentials newCredentials) {
        return new NacosServers(nodes, newCredentials);
    }

    private static URI nodeOf(String address) {
        try {
            URI uri = new URI(address.contains("://") ? address : "http://" + address);
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!isWeb || uri.getHost() == null || uri.getQuery() != null || uri.getUserInfo() != null) {
                throw noAddress(address);
            }
            String path = SLASHES_BEHIND.matcher(uri.getPath()).replaceAll("");
            return new URI(
                    uri.getScheme(),
                    null,
                    uri.getHost(),
                    uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                    path.isEmpty() ? DEFAULT_CONTEXT : path,
                    null,
                    null);
        } catch (URISyntaxException e) {
            throw noAddress(address);
        }
    }

    private static IllegalArgumentException noAddress(String address) {
        return new IllegalArgumentException("'" + address.replaceAll("//[^/]*@", "//…@")
                + "' is no address of a Nacos server: host, host:port or https://host:port/context");
    }

    /** Names the nodes only. */
    @Override
    public String toString() {
        return String.join(",", nodes.stream().map(URI::getAuthority).toList());
    }
}
