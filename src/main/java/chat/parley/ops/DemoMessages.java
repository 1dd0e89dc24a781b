package chat.parley.ops;

import java.util.List;

/** The messages of {@link DemoData}. */
final class DemoMessages {

    static final List<String> LOBBY = List.of(
            "Good morning everyone.",
            "Morning! Coffee is on, the big pot today.",
            "Has anyone seen the keys to the **blue** bike?",
            "On the hook behind the door, where they never are.",
            "Found them. Thank you!",
            "The bakery on the corner is open again: they have the rye bread back.",
            "I wrote down how the heating works, because nobody believed me:\n\n1. Turn it to 3.\n2. Wait.\n3. *Wait longer.*",
            "It works. I take back what I said.",
            "Lunch at half past twelve? Soup, and what is left of the pie.",
            "I am in, if there is pie.",
            "There was pie.");

    static final List<String> GARDEN = List.of(
            "The beans came up over night, all of them at once.",
            "Mine too. It was the rain.",
            "What do you do against slugs?",
            "> What do you do against slugs?\n\nGet up early and carry them to the far end of the meadow.",
            "How early?",
            "Earlier than the slugs.",
            "A list of what still needs a place:\n\n- six leeks\n- the rosemary\n- a quince, if it survives",
            "The quince can come to us, we have a wall that faces south.");

    static final List<String> NIGHT = List.of(
            "Who is awake?",
            "Everyone who should not be.",
            "The script finished: `0 errors`, after three hours. I am going to bed.",
            "Good night. I will watch the graphs.",
            "They are flat.",
            "Flat is good.");

    static final List<String> PLANNING = List.of(
            "This room is private: only its members can see it.", "Add people from the menu at the top of the room.");

    static final List<String> DIRECT =
            List.of("Are we still on for Thursday?", "Yes, at seven. I bring the maps.", "And I the biscuits.");

    private DemoMessages() {}
}
