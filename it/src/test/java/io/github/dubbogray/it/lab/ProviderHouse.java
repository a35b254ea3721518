package io.github.dubbogray.it.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A process with several providers, each a Dubbo application of its own with its own registry, port and connections. It takes
 * {@code PUT /NAME} with properties, which starts one, and {@code DELETE /NAME}, which ends it in an orderly way; either is
 * answered when it is done, with what went wrong if something did. What a test does to a whole process is none of its business.
 */
final class ProviderHouse {

    /** The property that says where commands are taken. */
    static final String PORT = "house.port";

    /** The property of a provider that says which one it is. */
    static final String KIND = "house.kind";

    /** What can live here. */
    @SuppressWarnings("ImmutableEnumChecker") // a method reference has no state
    enum Kind {
        PROBE(ProbeProvider.class, ProbeProvider::start),
        PATIENT(PatientProvider.class, PatientProvider::start),
        HOP(HopProvider.class, HopProvider::start);

        private final Class<?> type;
        private final Start start;

        Kind(Class<?> type, Start start) {
            this.type = type;
            this.start = start;
        }

        /** Returns the class that it is in a process of its own. */
        Class<?> type() {
            return type;
        }
    }

    /** Starts a provider; what it returns ends what the provider has beside its application. */
    @FunctionalInterface
    private interface Start {
        AutoCloseable with(ProviderSettings settings) throws Exception;
    }

    private record Tenant(ProviderSettings settings, AutoCloseable besides) {
        private void end() throws Exception {
            besides.close();
            settings.end();
        }
    }

    private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();

    private ProviderHouse() {}

    /** Takes commands until the process is stopped. */
    public static void main(String[] arguments) throws IOException {
        System.clearProperty("dubbo.gray.last-good.dir"); // each has one of its own, which this one would win over
        ProviderHouse house = new ProviderHouse();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT)), 0);
        server.createContext("/", house::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String name = exchange.getRequestURI().getPath();
            try {
                if (exchange.getRequestMethod().equals("PUT")) {
                    begin(name, body);
                } else {
                    end(name);
                }
                exchange.sendResponseHeaders(204, -1);
            } catch (Exception | Error e) { // also of a class that is not there
                StringWriter told = new StringWriter();
                e.printStackTrace(new PrintWriter(told, true));
                byte[] text = told.toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(500, text.length);
                exchange.getResponseBody().write(text);
            }
        }
    }

    /** One after the other: two that start at once would race to publish the same metadata. */
    private synchronized void begin(String name, String body) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(body));
        ProviderSettings settings = ProviderSettings.of(properties);
        try {
            tenants.put(
                    name,
                    new Tenant(settings, Kind.valueOf(settings.text(KIND)).start.with(settings)));
        } catch (Exception | Error e) {
            settings.end();
            throw e;
        }
    }

    private void end(String name) throws Exception {
        Tenant tenant = tenants.remove(name);
        if (tenant != null) {
            tenant.end();
        }
    }
}
