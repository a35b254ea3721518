package io.github.dubbogray.it.attack;

import io.github.dubbogray.it.attack.Forgery.Field;
import io.github.dubbogray.it.attack.Forgery.Reach;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A way into an edge. */
sealed interface Door {

    String name();

    /** Returns whether this kind of forgery can be tried here. */
    boolean takes(Forgery forgery);

    /** Tries it; empty if the edge refused the request as a whole. */
    Optional<Testimony> send(Edge edge, Forgery forgery);

    /** A servlet container. */
    record Servlet(String name, int port) implements Door {

        @Override
        public boolean takes(Forgery forgery) {
            return is(forgery, Reach.EVERYWHERE, Reach.ENTRIES);
        }

        @Override
        public Optional<Testimony> send(Edge edge, Forgery forgery) {
            Forgery.Request request = (Forgery.Request) forgery;
            return answered(() -> RawHttp1.get(port, target("/" + edge.name() + "/testify", request), request));
        }
    }

    /** REST over HTTP/1.1 on the Triple port. */
    record TripleHttp1() implements Door {

        @Override
        public String name() {
            return "rest-http1";
        }

        @Override
        public boolean takes(Forgery forgery) {
            return forgery instanceof Forgery.Request;
        }

        @Override
        public Optional<Testimony> send(Edge edge, Forgery forgery) {
            Forgery.Request request = (Forgery.Request) forgery;
            return answered(
                    () -> RawHttp1.get(edge.application().port("tri"), target("/attack/testify", request), request));
        }
    }

    /** REST over HTTP/2 on the Triple port. */
    record TripleHttp2() implements Door {

        @Override
        public String name() {
            return "rest-http2";
        }

        @Override
        public boolean takes(Forgery forgery) {
            return is(forgery, Reach.EVERYWHERE, Reach.ENTRIES, Reach.TRIPLE);
        }

        @Override
        public Optional<Testimony> send(Edge edge, Forgery forgery) {
            Forgery.Request request = (Forgery.Request) forgery;
            List<Field> fields = new ArrayList<>();
            fields.add(new Field(":method", "GET"));
            fields.add(new Field(":path", target("/attack/testify", request)));
            return sendHttp2(edge, fields, new byte[0], request);
        }
    }

    /** A call as gRPC makes it on the Triple port, with any headers. */
    record TripleRpc() implements Door {

        @Override
        public String name() {
            return "grpc";
        }

        @Override
        public boolean takes(Forgery forgery) {
            return is(forgery, Reach.EVERYWHERE, Reach.TRIPLE);
        }

        @Override
        public Optional<Testimony> send(Edge edge, Forgery forgery) {
            List<Field> fields = new ArrayList<>();
            fields.add(new Field(":method", "POST"));
            fields.add(new Field(":path", "/" + Witness.class.getName() + "/testify"));
            fields.add(new Field("content-type", "application/grpc+proto"));
            fields.add(new Field("te", "trailers"));
            return sendHttp2(edge, fields, withoutArguments(), (Forgery.Request) forgery);
        }

        /** Dubbo's {@code TripleRequestWrapper} that names its serialization, field 1, and has no arguments. */
        private static byte[] withoutArguments() {
            byte[] serialization = "hessian2".getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes(new byte[] {0, 0, 0, 0, (byte) (serialization.length + 2)});
            message.write(0x0A);
            message.write(serialization.length);
            message.writeBytes(serialization);
            return message.toByteArray();
        }
    }

    /** A plain Dubbo consumer. */
    record Dubbo(String protocol, PlainDubbo dubbo) implements Door {

        @Override
        public String name() {
            return protocol;
        }

        @Override
        public boolean takes(Forgery forgery) {
            return forgery instanceof Forgery.Attachments;
        }

        @Override
        public Optional<Testimony> send(Edge edge, Forgery forgery) {
            return dubbo.call(edge.application().url(protocol), ((Forgery.Attachments) forgery).attachments())
                    .flatMap(Testimony::in);
        }
    }

    /** A request over a socket. */
    interface Exchange {
        String answer() throws IOException;
    }

    private static boolean is(Forgery forgery, Reach... reaches) {
        return forgery instanceof Forgery.Request request && List.of(reaches).contains(request.reach());
    }

    private static String target(String path, Forgery.Request request) {
        return request.query().isEmpty() ? path : path + "?" + request.query();
    }

    private static Optional<Testimony> sendHttp2(Edge edge, List<Field> fields, byte[] data, Forgery.Request request) {
        fields.add(new Field(":scheme", "http"));
        fields.add(new Field(":authority", "127.0.0.1"));
        fields.addAll(request.headers());
        return answered(() -> RawHttp2.send(edge.application().port("tri"), fields, data, request.trailers()));
    }

    private static Optional<Testimony> answered(Exchange exchange) {
        try {
            return Testimony.in(exchange.answer());
        } catch (SocketException | SocketTimeoutException unanswered) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
