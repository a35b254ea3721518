package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.explain.Explanation;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.route.RoutedReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.dubbo.qos.api.BaseCommand;
import org.apache.dubbo.qos.api.Cmd;
import org.apache.dubbo.qos.api.CommandContext;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code grayExplain}: where a request that nobody sent would go from here, and why, made by the code that routes,
 * on the documents in force and the instances as they are. Of each application that calls the service, and of each list of
 * instances that it has.
 */
@Cmd(
        name = "grayExplain",
        summary = "Gray release: where a call would go, and why.",
        example = {
            "grayExplain com.acme.Shop getPrice -A x-gray-tag=v2 -A user-id=7",
            "grayExplain com.acme.Shop getPrice --argument {\"id\":7} --caller web --json"
        })
public final class GrayExplainCommand implements BaseCommand {

    private static final String NAME = "grayExplain";
    private static final Reply.Grammar GRAMMAR = new Reply.Grammar(NAME, RequestLine.OPTIONS, 2);

    private final FrameworkModel framework;

    /** For Dubbo's extension loader. */
    public GrayExplainCommand(FrameworkModel framework) {
        this.framework = framework;
    }

    @Override
    public boolean logResult() {
        return false;
    }

    @Override
    public String execute(CommandContext context, String @Nullable [] args) {
        return Reply.of(context, GRAMMAR, args, this::reply);
    }

    /** A reference of an application that is asked. */
    private record Known(Asked asked, GrayApplication gray, RoutedReference reference) {

        private boolean isOf(String service) {
            return reference.service().equals(service)
                    || reference.serviceInterface().equals(service);
        }

        private String headline() {
            return "application " + asked.name() + ", service " + reference.service() + ", "
                    + reference.instances().size() + " instances";
        }
    }

    /** A reference with what becomes of the request there. */
    private record Explained(Known known, Explanation explanation) {

        private String text() {
            return known.headline() + "\n" + explanation.toText();
        }

        private JsonObject json() {
            return new JsonObject()
                    .put("application", known.asked().name())
                    .put("service", known.reference().service())
                    .put("explanation", explanation.toJsonObject());
        }
    }

    private Reply reply(CommandLine.Read line) {
        if (line.words().size() < 2) {
            return new Reply.Refused((line.words().isEmpty() ? "service and method are" : "the method is")
                    + " missing; " + NAME + " <service> <method> " + RequestLine.USAGE);
        }
        CommandLine.Argument service = line.words().get(0);
        List<Known> all = known();
        List<Known> meant =
                all.stream().filter(known -> known.isOf(service.text())).toList();
        if (meant.isEmpty()) {
            return new Reply.Refused(service.describe() + " has no instances here" + whoHas(all));
        }
        List<Explained> explained = new ArrayList<>();
        for (Known known : meant) {
            RequestLine request = RequestLine.read(line, known.asked().name(), known.gray(), known.reference());
            if (request instanceof RequestLine.Malformed malformed) {
                return new Reply.Refused(malformed.problem());
            }
            explained.add(new Explained(known, known.reference().explain(((RequestLine.Read) request).question())));
        }
        return new Reply.Told(
                () -> new JsonObject()
                        .put(
                                "explanations",
                                explained.stream().map(Explained::json).toList()),
                () -> explained.stream().map(Explained::text).collect(Collectors.joining("\n")));
    }

    private List<Known> known() {
        List<Known> known = new ArrayList<>();
        Asked.all(framework.getApplicationModels())
                .forEach(asked -> asked.active()
                        .ifPresent(gray -> RoutedReference.of(asked.model())
                                .forEach(reference -> known.add(new Known(asked, gray, reference)))));
        return known;
    }

    private static String whoHas(List<Known> known) {
        Set<String> services = new TreeSet<>();
        known.forEach(each -> services.add(each.reference().service()));
        return services.isEmpty() ? ", as no service has" : "; some have " + Listed.sorted(services);
    }
}
