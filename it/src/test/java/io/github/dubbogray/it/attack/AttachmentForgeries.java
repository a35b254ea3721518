package io.github.dubbogray.it.attack;

import io.github.dubbogray.it.attack.Forgery.Attachments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Everything that is forged in attachments of Dubbo calls: carriers by spellings and by types of Java. */
@SuppressWarnings({"UnnecessaryStringBuilder", "JdkObsolete", "JavaUtilDate"}) // their types are the attack
final class AttachmentForgeries {

    private static final String TAG = "x-gray-tag";
    private static final String SIGNATURE = "x-gray-signature";
    private static final String BAGGAGE = "baggage";

    /** Keys are looked at one by one, so that what is missed is seen among others too. */
    private static final int TOGETHER = 16;

    private final List<Attachments> all = new ArrayList<>();

    private AttachmentForgeries() {}

    /** Returns what is believed of nobody. */
    static List<Attachments> all() {
        AttachmentForgeries forgeries = new AttachmentForgeries();
        forgeries.types();
        forgeries.names();
        forgeries.values();
        forgeries.baggage();
        forgeries.keysThatAreNoText();
        return forgeries.all;
    }

    /** Returns tags with signatures that do not hold. */
    static List<Attachments> withForgedSignatures() {
        AttachmentForgeries forgeries = new AttachmentForgeries();
        forgeries.signatures();
        return forgeries.all;
    }

    /** Returns tags with signatures that hold. */
    static List<Attachments> rightlySigned() {
        Map<Object, @Nullable Object> baggage = entry(BAGGAGE, "x-gray-tag=canary");
        baggage.put(SIGNATURE, Signing.of("canary"));
        return List.of(
                Attachments.of("signed x-gray-tag", Promise.SIGNED, signed()),
                Attachments.of("signed baggage", Promise.SIGNED, baggage));
    }

    /** Returns what rides on a signature that holds. */
    static List<Attachments> withASignedTag() {
        List<Attachments> riding = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>(Spellings.ofName(TAG));
        names.put("of an alias", "x-tag");
        names.put("of bytes", "x-gray-tag-bin");
        names.remove("as it is");
        names.forEach((how, name) -> typesOf("rogue").forEach((type, value) -> {
            if (type.equals("String") || type.equals("StringBuilder") || how.equals("upper case")) {
                Map<Object, @Nullable Object> attachments = signed();
                attachments.put(name, value);
                riding.add(Attachments.of(
                                "signed and another tag, name " + how + ", " + type, Promise.ONE_TAG, attachments)
                        .having("canary"));
            }
        }));
        typesOf("x-gray-tag=rogue").forEach((type, value) -> {
            for (String name : new String[] {BAGGAGE, "BAGGAGE"}) {
                Map<Object, @Nullable Object> attachments = signed();
                attachments.put(name, value);
                riding.add(Attachments.of("signed and " + name + ", " + type, Promise.ONE_TAG, attachments)
                        .having("canary"));
            }
        });
        Map<Object, @Nullable Object> nothing = signed();
        nothing.put(null, "1");
        nothing.put("X-GRAY-TAG", "rogue");
        riding.add(Attachments.of("signed, key null and another tag", Promise.ONE_TAG, nothing)
                .having("canary"));
        return riding;
    }

    /** The same text as each type that a caller can send, and what is no text at all. */
    static Map<String, @Nullable Object> typesOf(String text) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("String", text);
        values.put("StringBuilder", new StringBuilder(text));
        values.put("StringBuffer", new StringBuffer(text));
        values.put("CharSequence of an own class", new OwnText(text));
        values.put("byte[]", text.getBytes(StandardCharsets.UTF_8));
        values.put("char[]", text.toCharArray());
        values.put("String[]", new String[] {text});
        values.put("Integer", 42);
        values.put("Long", 42L);
        values.put("Double", 4.2);
        values.put("AtomicInteger", new AtomicInteger(42));
        values.put("Boolean", true);
        values.put("Character", 'c');
        values.put("Date", new Date(0));
        values.put("List", new ArrayList<>(List.of(text)));
        values.put("Map", new HashMap<>(Map.of(text, text)));
        values.put("Optional", Optional.of(text));
        values.put("enum", Lane.canary);
        values.put("enum with a text", Lane.RENAMED);
        values.put("null", null);
        return values;
    }

    /** Constants whose text is a tag. */
    public enum Lane {
        canary,
        RENAMED {
            @Override
            public String toString() {
                return "canary";
            }
        }
    }

    private void types() {
        for (String name : new String[] {
            TAG, "X-Gray-Tag", "X-GRAY-TAG", "x-gray-version", "x-tag", "accept-version", "x-gray-tag-bin"
        }) {
            typesOf("canary")
                    .forEach((type, value) -> add(name + ", " + type, Promise.EVERY_SPELLING, entry(name, value)));
        }
        for (String name : new String[] {BAGGAGE, "Baggage", "BAGGAGE", "baggage-bin"}) {
            typesOf("x-gray-tag=canary")
                    .forEach((type, value) -> add(name + ", " + type, Promise.EVERY_SPELLING, entry(name, value)));
        }
    }

    private void names() {
        all.add(Attachments.of(TAG, Promise.EVERY_NAME, entry(TAG, "canary")).plain());
        List<String> cases = Spellings.everyCaseOf(TAG);
        for (int i = 0; i < cases.size(); i += TOGETHER) {
            Map<Object, @Nullable Object> together = new HashMap<>();
            cases.subList(i, i + TOGETHER).forEach(name -> together.put(name, "canary"));
            add("x-gray-tag in " + TOGETHER + " cases from " + cases.get(i), Promise.EVERY_SPELLING, together);
        }
        Spellings.ofName(TAG).forEach((how, name) -> {
            add("x-gray-tag, name " + how, Promise.EVERY_SPELLING, entry(name, "canary"));
            add(
                    "x-gray-tag, name " + how + ", StringBuilder",
                    Promise.EVERY_SPELLING,
                    entry(name, new StringBuilder("canary")));
        });
        for (String name : new String[] {"dubbo.tag", "dubbo.force.tag", "tri-header-convert", "remote.host"}) {
            Map<Object, @Nullable Object> attachments = entry(name, "canary");
            add(name, Promise.NO_SECOND_HOP, attachments);
        }
        Map<Object, @Nullable Object> converted = entry("harmless", "canary");
        converted.put("tri-header-convert", "{\"harmless\":\"x-gray-tag\"}");
        add("tri-header-convert to x-gray-tag", Promise.EVERY_SPELLING, converted);
        Map<Object, @Nullable Object> sender = entry(TAG, "canary");
        sender.put("tri.remote.address", "10.1.2.3");
        sender.put("X-Forwarded-For", "10.1.2.3");
        add("x-gray-tag and a sender", Promise.PEER, sender);
        Map<Object, @Nullable Object> twice = entry(TAG, "canary");
        twice.put("X-Gray-Tag", "canary");
        twice.put("X-GRAY-TAG", "rogue");
        add("x-gray-tag in three spellings", Promise.EVERY_SPELLING, twice);
    }

    private void values() {
        Spellings.ofValue("canary").forEach((how, value) -> {
            add("x-gray-tag, value " + how, Promise.EVERY_SPELLING, entry(TAG, value));
            add("X-Gray-Tag, value " + how, Promise.EVERY_SPELLING, entry("X-Gray-Tag", value));
            add(
                    "x-gray-tag, value " + how + ", StringBuilder",
                    Promise.EVERY_SPELLING,
                    entry(TAG, new StringBuilder(value)));
        });
        for (String value : new String[] {"", " ", "no tag"}) {
            for (Object second : new Object[] {"canary", new StringBuilder("canary")}) {
                Map<Object, @Nullable Object> both = entry(TAG, value);
                both.put("X-Gray-Tag", second);
                add(
                        "x-gray-tag '" + value + "' and X-Gray-Tag, "
                                + second.getClass().getSimpleName(),
                        Promise.EVERY_SPELLING,
                        both);
                Map<Object, @Nullable Object> baggage = entry(TAG, value);
                baggage.put(BAGGAGE, "x-gray-tag=canary");
                add("x-gray-tag '" + value + "' and baggage", Promise.EVERY_SPELLING, baggage);
            }
        }
    }

    private void baggage() {
        all.add(Attachments.of(BAGGAGE, Promise.EVERY_NAME, entry(BAGGAGE, "x-gray-tag=canary"))
                .plain());
        Spellings.everyCaseOf(BAGGAGE).stream()
                .filter(name -> name.hashCode() % 4 == 0)
                .forEach(name -> add(
                        name + ", StringBuilder",
                        Promise.EVERY_SPELLING,
                        entry(name, new StringBuilder("user=1,x-gray-tag=canary"))));
        for (String members : new String[] {
            "user=1,x-gray-tag=canary",
            "\tx-gray-tag\t=\t%63anary ; a=b",
            "x-gray-tag=%zz,x-gray-tag=canary",
            "m=1,".repeat(179) + "x-gray-tag=canary",
            "m=1,".repeat(200) + "x-gray-tag=canary",
            "x-gray-tag=stable,x-gray-tag=canary",
            "m=" + "1".repeat(9_000) + ",x-gray-tag=canary",
        }) {
            String shown = members.length() > 60 ? members.substring(0, 20) + "… of " + members.length() : members;
            add("baggage " + shown, Promise.EVERY_SPELLING, entry(BAGGAGE, members));
            add(
                    "baggage " + shown + ", StringBuilder",
                    Promise.EVERY_SPELLING,
                    entry(BAGGAGE, new StringBuilder(members)));
        }
    }

    /** Keys that a reader of keys may stumble over, beside a tag. */
    private void keysThatAreNoText() {
        for (String name : new String[] {TAG, "X-GRAY-TAG", BAGGAGE}) {
            String text = name.equals(BAGGAGE) ? "x-gray-tag=canary" : "canary";
            for (Object key : new @Nullable Object[] {null, 1, "", new StringBuilder(TAG), new OwnText(TAG)}) {
                Map<Object, @Nullable Object> attachments = entry(name, text);
                attachments.put(key, "canary");
                String shown = key == null ? "null" : key.getClass().getSimpleName() + " '" + key + "'";
                add(name + " and the key " + shown, Promise.EVERY_SPELLING, attachments);
            }
        }
    }

    private void signatures() {
        typesOf(Signing.expired("canary")).forEach((type, value) -> {
            Map<Object, @Nullable Object> attachments = entry(TAG, "canary");
            attachments.put(SIGNATURE, value);
            add("x-gray-tag, expired signature, " + type, Promise.WINDOW, attachments);
        });
        for (String carrier : new String[] {TAG, BAGGAGE}) {
            String text = carrier.equals(BAGGAGE) ? "x-gray-tag=canary" : "canary";
            Signing.forgedFor("canary").forEach((how, signature) -> {
                Map<Object, @Nullable Object> attachments = entry(carrier, text);
                attachments.put(SIGNATURE, signature);
                Promise promise = how.contains("window") ? Promise.WINDOW : Promise.ONE_TAG;
                add(carrier + ", signature " + how, promise, attachments);
            });
        }
    }

    private void add(String name, Promise promise, Map<?, ?> attachments) {
        all.add(Attachments.of(name, promise, attachments));
    }

    private static Map<Object, @Nullable Object> signed() {
        Map<Object, @Nullable Object> attachments = entry(TAG, "canary");
        attachments.put(SIGNATURE, Signing.of("canary"));
        return attachments;
    }

    private static Map<Object, @Nullable Object> entry(String key, @Nullable Object value) {
        Map<Object, @Nullable Object> attachments = new LinkedHashMap<>();
        attachments.put(key, value);
        return attachments;
    }
}
