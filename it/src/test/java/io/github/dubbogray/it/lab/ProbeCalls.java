package io.github.dubbogray.it.lab;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.dubbo.rpc.RpcException;

/**
 * A consumer in a process of its own that prints what it sees: with {@code probe.users=n}, which of the users {@code
 * user-0} to {@code user-(n-1)} the instance {@code v2} serves; otherwise, what a caller of plain Dubbo can observe.
 */
public final class ProbeCalls {

    /** The last line it prints. */
    static final String END = "probe-calls-end";

    private ProbeCalls() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        Integer users = Integer.getInteger("probe.users");
        try (ProbeConsumer consumer =
                ProbeConsumer.start("probe-calls", System.getProperty("probe.registry"), Map.of())) {
            if (users == null) {
                observe(consumer);
            } else {
                System.out.println("users-of-v2 " + usersOf("v2", users, consumer));
            }
        }
        System.out.println(END);
        System.exit(0);
    }

    /** Returns the numbers of the users whom an instance serves. */
    public static SortedSet<Integer> usersOf(String instance, int users, ProbeConsumer consumer) {
        SortedMap<Integer, ProbeAnswer> answers =
                Calls.make(users, user -> consumer.call(Map.of("user-id", "user-" + user)));
        TreeSet<Integer> served = new TreeSet<>();
        answers.forEach((user, answer) -> {
            if (answer.getInstance().equals(instance)) {
                served.add(user);
            }
        });
        return served;
    }

    private static void observe(ProbeConsumer consumer) {
        TreeSet<String> instances = new TreeSet<>();
        TreeSet<String> attachments = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            ProbeAnswer answer = consumer.call(Map.of("mine", "42", "dubbo-tag-like", "x"));
            instances.add(answer.getInstance());
            answer.getAttachments().remove("timeout");
            attachments.add(answer.getAttachments().toString());
        }
        System.out.println("observed instances " + instances);
        System.out.println("observed attachments " + attachments);
        System.out.println(
                "observed after a call " + consumer.untagged().getAttachments().containsKey("mine"));
        try {
            consumer.relay(Map.of(), "there is no backend");
            System.out.println("observed error none");
        } catch (RpcException e) {
            System.out.println("observed error RpcException " + e.getCode());
        } catch (RuntimeException e) {
            System.out.println("observed error " + e.getClass().getName() + " "
                    + e.getMessage().lines().findFirst());
        }
    }
}
