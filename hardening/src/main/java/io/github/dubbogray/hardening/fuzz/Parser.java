package io.github.dubbogray.hardening.fuzz;

import java.util.Locale;

/** What reads texts that others write: the documents, what a request brings, what the registry says, what an operator types. */
@SuppressWarnings("ImmutableEnumChecker") // its attacks have no state
enum Parser {
    /** {@code {application}.gray-router}, read, asked, and edited. */
    DOCUMENT(new DocumentAttack()),
    /** YAML alone, of which documents are made. */
    YAML(DocumentTexts::yaml),
    /** {@code {application}.gray-switches}. */
    SWITCHES(DocumentTexts::switches),
    /** {@code {application}.gray-release}. */
    PLAN(DocumentTexts::plan),
    /** {@code {application}.gray-release-state}. */
    RELEASE_STATE(KeptTexts::releaseState),
    /** {@code {application}.gray-release-ledger}. */
    LEDGER(KeptTexts::ledger),
    /** {@code {application}.gray-incidents}. */
    INCIDENTS(KeptTexts::incidents),
    /** {@code {application}.gray-journal}. */
    JOURNAL(KeptTexts::journal),
    /** A scenario of {@code grayctl simulate}. */
    SCENARIO(DocumentTexts::scenario),
    /** A file of {@code grayctl test}. */
    TEST_FILE(DocumentTexts::testFile),
    /** A profile of {@code grayctl}. */
    PROFILE(OperatorTexts::profile),
    /** Traffic that {@code grayctl record} wrote. */
    RECORDING(KeptTexts::recording),
    /** {@code x-gray-tag}. */
    TAG(RequestTexts::tag),
    /** The header {@code baggage}. */
    BAGGAGE(RequestTexts::baggage),
    /** A tag and its signature, a line each. */
    SIGNATURE(RequestTexts::signature),
    /** All that an HTTP entry reads of a request, a header on a line. */
    ENTRY(new EntryAttack()),
    /** {@code dubbo.gray.labels}. */
    LABELS(RequestTexts::labels),
    /** Addresses and networks, as {@code ip} rules and trust have them. */
    NETWORK(RequestTexts::network),
    /** {@code dubbo.gray.http.hosts}, and a host on the second line. */
    HOSTS(RequestTexts::hosts),
    /** The counts that a consumer announces. */
    ANNOUNCEMENT(KeptTexts::announcement),
    /** A file of our properties. */
    PROPERTIES(new PropertiesAttack()),
    /** A regular expression, and a value on the second line. */
    REGEX(OperatorTexts::regex),
    /** Durations, percentages, methods, sources and numbers of documents. */
    SPELLINGS(OperatorTexts::spellings),
    /** JSON as operators type it. */
    JSON(OperatorTexts::json),
    /** URLs of webhooks, and of Nacos servers. */
    URLS(OperatorTexts::urls);

    private final Attack attack;

    Parser(Attack attack) {
        this.attack = attack;
    }

    /** Hands it a text. */
    Attack attack() {
        return attack;
    }

    /** Returns the name of its seeds. */
    String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the one of a spelling. */
    static Parser of(String spelling) {
        for (Parser parser : values()) {
            if (parser.spelling().equals(spelling)) {
                return parser;
            }
        }
        throw new IllegalArgumentException("no parser is called " + spelling);
    }
}
