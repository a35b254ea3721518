package io.github.dubbogray.nacos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Configurations, to be changed only where they are still what the change was based on. Every method throws {@link
 * NacosRequestException} when the server refuses or does not answer.
 */
public final class NacosConfigs {

    private static final String HISTORY = "/v3/admin/cs/history";
    private static final Map<String, ConfigChange.Kind> KINDS =
            Map.of("I", ConfigChange.Kind.CREATED, "U", ConfigChange.Kind.CHANGED, "D", ConfigChange.Kind.REMOVED);

    private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");
    private static final int PAGE = 100;

    private final NacosAdmin admin;

    /** Those of a namespace. */
    public NacosConfigs(NacosAdmin admin) {
        this.admin = admin;
    }

    /** Returns a configuration, or null if there is none. */
    public @Nullable StoredConfig read(ConfigId id) {
        return admin.found(NacosAdmin.CONFIG, admin.parameters(id))
                .map(found -> stored(id, found))
                .orElse(null);
    }

    /** By a blank hash Nacos would compare nothing. */
    private static StoredConfig stored(ConfigId id, JsonNode found) {
        String md5 = found.path("md5").asText();
        if (!found.path("content").isTextual() || !MD5.matcher(md5).matches()) {
            throw NacosRequestException.refused(
                    "reading " + id.dataId(), 200, "there is no text with its hash; publish it once in the console");
        }
        return new StoredConfig(found.path("content").asText(), md5);
    }

    /**
     * Writes a configuration if it is still what was read. Nacos compares texts, but makes one anew that somebody has removed; so
     * it is looked at once more directly before, and only a removal in the moment between is not seen.
     *
     * @param basis what was read, null if there was none
     * @throws NacosRequestException of the kind {@code CONFLICT} if it is something else now; nothing has changed then
     */
    public void swap(ConfigId id, @Nullable StoredConfig basis, String text) {
        if (basis != null && isOther(read(id), basis)) {
            throw NacosRequestException.conflict("swapping " + id.dataId(), "it is not any more what was read");
        }
        try {
            admin.api()
                    .post(
                            NacosAdmin.CONFIG,
                            admin.parameters(id)
                                    .and("content", text)
                                    .and("type", "yaml")
                                    .andHeader("casMd5", StoredConfig.hashOf(basis)));
        } catch (NacosRequestException failure) {
            // Two that begin one at the same moment meet in the database, not in the comparison.
            if (failure.kind() == NacosRequestException.Kind.REFUSED && basis == null && read(id) != null) {
                throw failure.as(NacosRequestException.Kind.CONFLICT, failure.detail());
            }
            throw failure;
        }
    }

    private static boolean isOther(@Nullable StoredConfig now, StoredConfig basis) {
        return now == null || !now.md5().equals(basis.md5());
    }

    /**
     * Publishes a text to some client addresses only, until {@link #endBeta}; everybody else keeps what is there.
     *
     * @param addresses IP addresses of clients, at least one
     */
    public void publishBeta(ConfigId id, String text, List<String> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a beta of " + id.dataId() + " needs the address of a client");
        }
        admin.api()
                .post(
                        NacosAdmin.CONFIG,
                        admin.parameters(id)
                                .and("content", text)
                                .and("type", "yaml")
                                .andHeader("betaIps", String.join(",", addresses)));
    }

    /** Returns the text that some clients have instead, if there is one. */
    public Optional<String> beta(ConfigId id) {
        return admin.found(NacosAdmin.CONFIG + "/beta", admin.parameters(id))
                .map(found -> found.path("content").asText());
    }

    /** Lets all clients have the same again. */
    public void endBeta(ConfigId id) {
        admin.api().delete(NacosAdmin.CONFIG + "/beta", admin.parameters(id));
    }

    /** Returns the newest changes, the newest first. How long Nacos keeps them is its own setting, 30 days unless set. */
    public List<ConfigChange> history(ConfigId id, int most) {
        List<ConfigChange> changes = new ArrayList<>();
        for (int number = 1; ; number++) {
            JsonNode page = admin.api()
                    .get(
                            HISTORY + "/list",
                            admin.parameters(id).and("pageNo", number).and("pageSize", PAGE));
            for (JsonNode item : page.path("pageItems")) {
                ConfigChange.Kind kind = KINDS.get(item.path("opType").asText().strip());
                if (kind != null && !item.path("publishType").asText().equals("gray") && changes.size() < most) {
                    changes.add(change(id, kind, item));
                }
            }
            if (changes.size() >= most || number >= page.path("pagesAvailable").asInt()) {
                return List.copyOf(changes);
            }
        }
    }

    private ConfigChange change(ConfigId id, ConfigChange.Kind kind, JsonNode item) {
        return new ConfigChange(
                Instant.ofEpochMilli(item.path("modifyTime").asLong()),
                kind,
                item.path("srcUser").asText(""),
                item.path("srcIp").asText(""),
                kind == ConfigChange.Kind.CREATED ? null : textBefore(id, item));
    }

    private String textBefore(ConfigId id, JsonNode item) {
        return admin.api()
                .get(HISTORY, admin.parameters(id).and("nid", item.path("id").asText()))
                .path("content")
                .asText();
    }

    /** Returns the data ids of a group that end in a text, in their order. */
    public List<String> endingIn(String suffix, String group) {
        return admin
                .pages(
                        NacosAdmin.CONFIG + "/list",
                        admin.parameters(new ConfigId("*" + suffix, group)).and("search", "blur"),
                        item -> item.path("dataId").asText())
                .stream()
                .filter(dataId -> dataId.endsWith(suffix))
                .sorted()
                .toList();
    }
}
