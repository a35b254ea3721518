package io.github.dubbogray.router.event;

import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.Severity;
import io.github.dubbogray.core.news.Once;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * Logs what is remarkable in documents that are in force, once for each revision: warnings as WARN, hints as INFO, for most
 * of them are normal where a lane is given by an earlier hop.
 */
final class Remarks {

    /** How many revisions are remembered; an older one that comes back is remarked upon again. */
    static final int REMEMBERED = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Remarks.class);

    private final Once<String> said = Once.amongTheLast(REMEMBERED);

    /** Says what is remarkable in a document, unless that was said. */
    void say(GrayEvent.DocumentAccepted accepted) {
        String document = DataId.of(accepted.application()) + " revision " + accepted.revision();
        if (!accepted.problems().isEmpty() && said.isNews(document)) {
            log(document, accepted.problems(), Severity.WARNING, LOG::warn);
            log(document, accepted.problems(), Severity.HINT, LOG::info);
        }
    }

    private static void log(String document, List<Problem> remarks, Severity severity, Consumer<String> log) {
        List<String> lines = remarks.stream()
                .filter(remark -> remark.severity() == severity)
                .map(Problem::toString)
                .toList();
        if (!lines.isEmpty()) {
            log.accept("Document " + document + " is in force; " + lines.size() + " "
                    + (severity == Severity.HINT ? "hint(s):\n" : "warning(s):\n")
                    + lines.stream().collect(Collectors.joining("\n")));
        }
    }
}
