package io.github.dubbogray.it.demo;

/** One thing the library promises, shown on the running system. */
interface Scene {

    /** Returns what the scene is about. */
    String title();

    /** Plays it, prints what was asked and who answered, and says whether the promise held. */
    Verdict play(Stage stage);
}
