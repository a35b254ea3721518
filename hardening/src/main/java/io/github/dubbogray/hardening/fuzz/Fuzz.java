package io.github.dubbogray.hardening.fuzz;

import io.github.dubbogray.core.text.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** Runs campaigns: {@code Fuzz inputs seed [parser…]}, all parsers if none is named. Ends with 1 if a text is found. */
final class Fuzz {

    private Fuzz() {}

    /** Prints a row for each parser, or the text that was found as a JSON string. */
    public static void main(String[] arguments) {
        int inputs = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        List<Parser> parsers = arguments.length > 2
                ? Stream.of(arguments).skip(2).map(Parser::of).toList()
                : List.of(Parser.values());
        boolean isClean = true;
        System.out.println("| parser | texts | accepted | slowest | most memory |\n|---|---|---|---|---|");
        for (Parser parser : parsers) {
            Campaign campaign = new Campaign(parser, inputs, seed);
            Campaign.Result result = campaign.run();
            if (result instanceof Campaign.Result.Clean clean) {
                System.out.println(campaign.row(clean));
            } else if (result instanceof Campaign.Result.Found found) {
                isClean = false;
                System.out.println("| " + parser.spelling() + " | text " + found.number() + ": " + found.trial() + " | "
                        + JsonObject.quoted(found.text()));
            }
        }
        System.exit(isClean ? 0 : 1); // Dubbo may have left threads
    }
}
