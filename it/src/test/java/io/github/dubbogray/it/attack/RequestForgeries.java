package io.github.dubbogray.it.attack;

import io.github.dubbogray.it.attack.Forgery.Field;
import io.github.dubbogray.it.attack.Forgery.Reach;
import io.github.dubbogray.it.attack.Forgery.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything that is forged in requests by HTTP: carriers by spellings of names and of values, and what combines them. */
final class RequestForgeries {

    private static final String TAG = "x-gray-tag";
    private static final String SIGNATURE = "x-gray-signature";
    private static final String BAGGAGE = "baggage";

    private final List<Request> all = new ArrayList<>();

    private RequestForgeries() {}

    /** Returns what is believed of nobody. */
    static List<Request> all() {
        RequestForgeries forgeries = new RequestForgeries();
        forgeries.headers();
        forgeries.cookies();
        forgeries.queries();
        forgeries.baggage();
        forgeries.duplicates();
        forgeries.ofTriple();
        forgeries.senders();
        forgeries.together();
        return forgeries.all;
    }

    /** Returns tags with signatures that do not hold. */
    static List<Request> withForgedSignatures() {
        RequestForgeries forgeries = new RequestForgeries();
        forgeries.signatures();
        return forgeries.all;
    }

    /** Returns tags with signatures that hold. */
    static List<Request> rightlySigned() {
        Field canary = new Field(SIGNATURE, Signing.of("canary"));
        Field version = new Field(SIGNATURE, Signing.of("version=v2"));
        return List.of(
                Request.of("signed x-gray-tag", Promise.SIGNED, new Field(TAG, "canary"), canary),
                Request.of("signed x-gray-tag in blanks", Promise.SIGNED, new Field(TAG, " canary "), canary)
                        .at(Reach.ENTRIES),
                Request.of("signed baggage", Promise.SIGNED, new Field(BAGGAGE, "x-gray-tag=canary"), canary),
                Request.of("signed x-gray-version", Promise.SIGNED, new Field("x-gray-version", "v2"), version)
                        .at(Reach.ENTRIES),
                Request.of("signed cookie", Promise.SIGNED, new Field("cookie", "gray=canary"), canary)
                        .at(Reach.ENTRIES),
                Request.of("signed query", Promise.SIGNED, canary).asking("_gray=canary"));
    }

    /** Returns what rides on a signature that holds. */
    static List<Request> withASignedTag() {
        List<Request> riding = new ArrayList<>();
        Field tag = new Field(TAG, "canary");
        Field signature = new Field(SIGNATURE, Signing.of("canary"));
        Map<String, Field> riders = new LinkedHashMap<>();
        Spellings.ofName(TAG).forEach((how, name) -> riders.put("another tag, name " + how, new Field(name, "rogue")));
        riders.put("alias", new Field("x-gray-version", "rogue"));
        riders.put("alias of any tag", new Field("x-tag", "rogue"));
        riders.put("baggage", new Field(BAGGAGE, "x-gray-tag=rogue"));
        riders.put("baggage in upper case", new Field("BAGGAGE", "x-gray-tag=rogue"));
        riders.put("binary", new Field("x-gray-tag-bin", base64("rogue")));
        riders.put("conversion", new Field("tri-header-convert", "{\"user-agent\":\"x-gray-tag\"}"));
        riders.put("conversion to upper case", new Field("tri-header-convert", "{\"user-agent\":\"X-Gray-Tag\"}"));
        riders.forEach((how, rider) -> {
            Field agent = new Field("user-agent", "rogue");
            riding.add(Request.of("signed and " + how + ", behind", Promise.ONE_TAG, tag, signature, agent, rider)
                    .having("canary"));
            riding.add(Request.of("signed and " + how + ", before", Promise.ONE_TAG, rider, agent, signature, tag)
                    .having("canary"));
        });
        return riding;
    }

    private void headers() {
        Map<String, String> carriers = new LinkedHashMap<>();
        carriers.put(TAG, "canary");
        carriers.put("x-gray-version", "canary");
        carriers.put("x-tag", "canary");
        carriers.put("accept-version", "canary");
        carriers.forEach((carrier, value) -> {
            Reach reach = carrier.equals(TAG) ? Reach.EVERYWHERE : Reach.ENTRIES;
            add(Request.of(carrier, Promise.EVERY_NAME, new Field(carrier, value))
                    .at(reach)
                    .plain());
            Spellings.ofName(carrier)
                    .forEach((how, name) ->
                            add(Request.of(carrier + ", name " + how, Promise.EVERY_SPELLING, new Field(name, value))
                                    .at(reach)));
            Spellings.ofValue(value)
                    .forEach((how, spelled) -> add(
                            Request.of(carrier + ", value " + how, Promise.EVERY_SPELLING, new Field(carrier, spelled))
                                    .at(reach)));
        });
        add(Request.of("x-gray-tag with a label", Promise.EVERY_NAME, new Field(TAG, "version=v2"))
                .plain());
        add(Request.of("x-tag with labels", Promise.EVERY_NAME, new Field("x-tag", "version=v2;region=sh"))
                .at(Reach.ENTRIES)
                .plain());
        for (String value : new String[] {"stable", "default", "42", "true", "tag=canary", "a".repeat(257)}) {
            add(Request.of("x-gray-tag: " + value, Promise.EVERY_NAME, new Field(TAG, value)));
        }
        Spellings.everyCaseOf(TAG)
                .forEach(name -> add(Request.of(name, Promise.EVERY_SPELLING, new Field(name, "canary"))
                        .at(Reach.TRIPLE_HTTP1)));
    }

    private void cookies() {
        addAtEntries(Request.of("cookie", Promise.EVERY_NAME, new Field("cookie", Edge.COOKIE + "=canary"))
                .plain());
        Spellings.ofValue("canary")
                .forEach((how, value) -> addAtEntries(Request.of(
                        "cookie, value " + how,
                        Promise.EVERY_SPELLING,
                        new Field("Cookie", "a=b; " + Edge.COOKIE + "=" + value))));
        Spellings.ofName(Edge.COOKIE)
                .forEach((how, name) -> addAtEntries(Request.of(
                        "cookie, name " + how, Promise.EVERY_SPELLING, new Field("Cookie", name + "=canary"))));
        addAtEntries(Request.of(
                "cookie of the tag's name", Promise.EVERY_SPELLING, new Field("Cookie", "x-gray-tag=canary")));
        addAtEntries(Request.of(
                "two cookies",
                Promise.EVERY_SPELLING,
                new Field("Cookie", "gray=stable"),
                new Field("COOKIE", "gray=canary")));
        addAtEntries(Request.of(
                "old cookie", Promise.EVERY_SPELLING, new Field("Cookie", "$Version=1; gray=canary; $Path=/")));
    }

    private void queries() {
        add(Request.of("query", Promise.EVERY_NAME).asking("_gray=canary").plain());
        for (String query : new String[] {
            "_gray=%63anary",
            "_gray=%2563anary",
            "_gray=+canary+",
            "_gray=%20canary%09",
            "_gray=canary&_gray=canary",
            "_gray=&_gray=canary",
            "%5Fgray=canary",
            "%5fgra%79=canary",
            "_GRAY=canary",
            "_gray[]=canary",
            "a=b;_gray=canary",
            "a=b&_gray=canary#x",
            "_gray=version%3Dv2%2Cenv%3Dgray",
            "_gray=%",
            "_gray=%zz&_gray=canary",
            "x-gray-tag=canary",
            "X-Gray-Tag=canary",
            "header.x-gray-tag=canary",
            "attachment=x-gray-tag",
        }) {
            add(Request.of("query " + query, Promise.EVERY_SPELLING).asking(query));
        }
    }

    private void baggage() {
        add(Request.of("baggage", Promise.EVERY_NAME, new Field(BAGGAGE, "x-gray-tag=canary"))
                .plain());
        Spellings.ofName(BAGGAGE)
                .forEach((how, name) -> add(Request.of(
                        "baggage, name " + how, Promise.EVERY_SPELLING, new Field(name, "x-gray-tag=canary"))));
        Spellings.ofName(TAG)
                .forEach((how, key) -> add(Request.of(
                        "baggage, key " + how, Promise.EVERY_SPELLING, new Field(BAGGAGE, key + "=canary"))));
        Spellings.ofValue("canary")
                .forEach((how, value) -> add(Request.of(
                        "baggage, value " + how, Promise.EVERY_SPELLING, new Field(BAGGAGE, "x-gray-tag=" + value))));
        for (String members : new String[] {
            "user=1,x-gray-tag=canary",
            "user=1 , x-gray-tag = canary ; secret=no",
            "x-gray-tag=stable,x-gray-tag=canary",
            "x-gray-tag=a,x-gray-tag=b,user=x-gray-tag=canary",
            "x-gray-tag=%zz,x-gray-tag=canary",
            ",,,x-gray-tag=canary",
            "\tx-gray-tag\t=\tcanary",
            "user=\"1,x-gray-tag=canary\"",
            "user=1\\,x-gray-tag=canary",
            "user=1;x-gray-tag=canary",
            "user=1%2Cx-gray-tag=canary",
            "m=1,".repeat(179) + "x-gray-tag=canary",
            "m=1,".repeat(180) + "x-gray-tag=canary",
            "m=1,".repeat(200) + "x-gray-tag=canary",
            "m=" + "1".repeat(6_000) + ",x-gray-tag=canary",
        }) {
            String shown = members.length() > 60 ? members.substring(0, 20) + "… of " + members.length() : members;
            add(Request.of("baggage " + shown, Promise.EVERY_SPELLING, new Field(BAGGAGE, members)));
        }
        add(Request.of(
                "two headers baggage",
                Promise.EVERY_SPELLING,
                new Field(BAGGAGE, "x-gray-tag=canary"),
                new Field("Baggage", "user=1")));
        add(Request.of(
                "baggage over two headers",
                Promise.EVERY_SPELLING,
                new Field(BAGGAGE, "user=1,x-gray-tag"),
                new Field(BAGGAGE, "=canary")));
        add(Request.of("baggage-bin", Promise.EVERY_SPELLING, new Field("baggage-bin", base64("x-gray-tag=canary"))));
    }

    private void duplicates() {
        for (String second : new String[] {TAG, "X-Gray-Tag", "X-GRAY-TAG"}) {
            for (String value : new String[] {"canary", "stable", "", "x y"}) {
                Field first = new Field(TAG, "canary");
                Field other = new Field(second, value);
                String how = "x-gray-tag twice, " + second + ": '" + value + "'";
                add(Request.of(how, Promise.ONE_VALUE, first, other));
                add(Request.of(how + " first", Promise.ONE_VALUE, other, first));
            }
        }
        add(Request.of(
                "x-gray-version twice",
                Promise.ONE_VALUE,
                new Field("x-gray-version", "v2"),
                new Field("X-Gray-Version", "v3")));
    }

    /** What Triple makes of headers: bytes, keys in another spelling, keys of its own. */
    private void ofTriple() {
        for (String value : new String[] {base64("canary"), base64("canary") + "==", "canary", "Y2FuYXJ5%"}) {
            for (String name :
                    new String[] {"x-gray-tag-bin", "X-Gray-Tag-Bin", "x-gray-tag-bin-bin", "x-gray-version-bin"}) {
                addAtTriple(Request.of(name + ": " + value, Promise.EVERY_SPELLING, new Field(name, value)));
            }
        }
        for (String key : new String[] {
            TAG, "X-Gray-Tag", "X-GRAY-TAG", "x-gray-tag ", " x-gray-tag", "x-gray-tag-bin", "x-gray-version"
        }) {
            addAtTriple(Request.of(
                    "tri-header-convert to '" + key + "'",
                    Promise.EVERY_SPELLING,
                    new Field("harmless", "canary"),
                    new Field("tri-header-convert", "{\"harmless\":\"" + key + "\"}")));
        }
        for (String key : new String[] {BAGGAGE, "Baggage", "BAGGAGE"}) {
            addAtTriple(Request.of(
                    "tri-header-convert to '" + key + "'",
                    Promise.EVERY_SPELLING,
                    new Field("harmless", "x-gray-tag=canary"),
                    new Field("tri-header-convert", "{\"harmless\":\"" + key + "\"}")));
        }
        for (String carrier : new String[] {TAG, BAGGAGE}) {
            Field tag = new Field(carrier, carrier.equals(TAG) ? "canary" : "x-gray-tag=canary");
            for (String conversion : new String[] {
                "{\"harmless\":null}",
                "{\"harmless\":\"\"}",
                "{\"harmless\":1}",
                "{\"harmless\":[]}",
                "{\"" + carrier + "\":\"" + carrier.toUpperCase(Locale.ROOT) + "\"}",
                "{\"" + carrier + "\":\"harmless\"}",
                "{\"" + carrier + "\":null}",
                "[]",
                "{",
                "null",
            }) {
                addAtTriple(Request.of(
                        carrier + " and tri-header-convert: " + conversion,
                        Promise.EVERY_SPELLING,
                        tag,
                        new Field("harmless", "1"),
                        new Field("tri-header-convert", conversion)));
            }
        }
        for (String name : new String[] {"dubbo.tag", "dubbo-tag", "tag", "request.tag", "dubbo.force.tag"}) {
            addAtTriple(Request.of(name, Promise.NO_SECOND_HOP, new Field(name, "canary")));
        }
        add(Request.of("a trailer", Promise.EVERY_SPELLING).behind(new Field(TAG, "canary")));
        add(Request.of("a trailer baggage", Promise.EVERY_SPELLING).behind(new Field(BAGGAGE, "x-gray-tag=canary")));
    }

    /** Who claims to be somebody else. */
    private void senders() {
        for (String name : new String[] {"X-Forwarded-For", "x-real-ip", "Forwarded", "True-Client-IP", "Via"}) {
            for (String address : new String[] {"10.1.2.3", "for=10.1.2.3", "127.0.0.1", "10.1.2.3, 127.0.0.1"}) {
                add(Request.of(
                        "x-gray-tag and " + name + ": " + address,
                        Promise.PEER,
                        new Field(TAG, "canary"),
                        new Field(name, address)));
            }
        }
        for (String name :
                new String[] {"tri.remote.address", "remote.host", "tri-consumer-appname", "host", "input"}) {
            add(Request.of(
                    "x-gray-tag and " + name, Promise.PEER, new Field(TAG, "canary"), new Field(name, "10.1.2.3")));
        }
    }

    private void together() {
        Field tag = new Field(TAG, "canary");
        Field baggage = new Field(BAGGAGE, "x-gray-tag=canary");
        Field version = new Field("x-gray-version", "v2");
        for (String first : new String[] {"", "\t", "not a tag", "canary"}) {
            Field header = new Field(TAG, first);
            String how = "x-gray-tag: '" + first + "'";
            add(Request.of(how + " and baggage", Promise.EVERY_SPELLING, header, baggage));
            add(Request.of(how + " and x-gray-version", Promise.EVERY_SPELLING, header, version));
            add(Request.of(how + " and cookie", Promise.EVERY_SPELLING, header, new Field("cookie", "gray=canary")));
            add(Request.of(how + " and query", Promise.EVERY_SPELLING, header).asking("_gray=canary"));
        }
        add(Request.of("everything", Promise.EVERY_SPELLING, tag, version, baggage, new Field("cookie", "gray=canary"))
                .asking("_gray=canary"));
    }

    /** Each carrier with each signature that does not hold. */
    private void signatures() {
        Map<String, Field> carriers = new LinkedHashMap<>();
        carriers.put(TAG, new Field(TAG, "canary"));
        carriers.put("x-tag", new Field("x-tag", "canary"));
        carriers.put("cookie", new Field("cookie", "gray=canary"));
        carriers.put(BAGGAGE, new Field(BAGGAGE, "x-gray-tag=canary"));
        carriers.forEach((carrier, field) -> Signing.forgedFor("canary").forEach((how, signature) -> {
            Promise promise = how.contains("window") ? Promise.WINDOW : Promise.ONE_TAG;
            add(Request.of(carrier + ", signature " + how, promise, field, new Field(SIGNATURE, signature)));
        }));
        Spellings.ofName(SIGNATURE)
                .forEach((how, name) -> add(Request.of(
                        "x-gray-tag, expired signature, name " + how,
                        Promise.WINDOW,
                        new Field(TAG, "canary"),
                        new Field(name, Signing.expired("canary")))));
        add(Request.of(
                "x-gray-version, signature of its value",
                Promise.ONE_TAG,
                new Field("x-gray-version", "v2"),
                new Field(SIGNATURE, Signing.of("v2"))));
    }

    private void add(Request request) {
        all.add(request);
    }

    private void addAtEntries(Request request) {
        all.add(request.at(Reach.ENTRIES));
    }

    private void addAtTriple(Request request) {
        all.add(request.at(Reach.TRIPLE));
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
