package io.github.dubbogray.router.settings;

/** A door for hostile texts to what this package keeps to itself. */
public final class SettingsDoor {

    private SettingsDoor() {}

    /** Reads all settings of a router; what is wrong is among the problems of the reading. */
    public static GraySettings read(GrayProperties properties) {
        return GraySettings.read(properties);
    }
}
