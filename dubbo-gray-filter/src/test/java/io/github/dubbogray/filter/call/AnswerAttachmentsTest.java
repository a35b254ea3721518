package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@DisplayName("Whatever an application does with the attachments of an answer, they are as a hash map would be")
class AnswerAttachmentsTest {

    private static final String[] KEYS = {"x-gray-served-by", "a", "b"};

    private final Map<String, Object> attachments = AnswerAttachments.of(KEYS[0], "shop");
    private final Map<String, Object> model = new HashMap<>(Map.of(KEYS[0], "shop"));

    @RepeatedTest(200)
    void anyOperations_doTheSame(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 6; i++) {
            String key = KEYS[random.nextInt(KEYS.length)];
            Object value = random.nextBoolean() ? "shop" : i;
            switch (random.nextInt(8)) {
                case 0 -> assertThat(attachments.put(key, value)).isEqualTo(model.put(key, value));
                case 1 -> assertThat(attachments.remove(key)).isEqualTo(model.remove(key));
                case 2 -> assertThat(attachments.putIfAbsent(key, value)).isEqualTo(model.putIfAbsent(key, value));
                case 3 -> assertThat(attachments.containsKey(key)).isEqualTo(model.containsKey(key));
                case 4 -> assertThat(attachments.get(key)).isEqualTo(model.get(key));
                case 5 ->
                    assertThat(attachments
                                    .entrySet()
                                    .removeIf(entry -> entry.getKey().equals(key)))
                            .isEqualTo(model.entrySet()
                                    .removeIf(entry -> entry.getKey().equals(key)));
                case 6 -> {
                    attachments.merge(key, value, (before, now) -> now);
                    model.merge(key, value, (before, now) -> now);
                }
                default -> assertThat(attachments.size()).isEqualTo(model.size());
            }
        }
        assertThat(attachments).isEqualTo(model).hasSameHashCodeAs(model);
        assertThat(model).isEqualTo(attachments);
        assertThat(attachments.isEmpty()).isEqualTo(model.isEmpty());
    }

    @Test
    void iterator_takesAway() {
        Iterator<String> keys = attachments.keySet().iterator();
        keys.next();
        keys.remove();

        assertThat(attachments).isEmpty();
        attachments.clear();
        assertThat(attachments.get(KEYS[0])).isNull();
    }

    @Test
    void serialized_isTheSame() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(attachments);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(model);
        }
    }
}
