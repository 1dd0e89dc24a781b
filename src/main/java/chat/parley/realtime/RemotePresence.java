package chat.parley.realtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import chat.parley.backplane.Backplane;
import chat.parley.backplane.BackplaneMessage;
import chat.parley.backplane.PresenceSnapshot;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The accounts that are connected to other processes. Each process publishes changes, and its full list every few
 * seconds; the accounts of a silent process expire.
 */
@ApplicationScoped
class RemotePresence {

    private static final Duration PUBLISH_INTERVAL = Duration.ofSeconds(5);
    /** Two of them may be lost. With the grace of {@link LivePresence} it stays below the half minute that is promised. */
    private static final Duration PROCESS_TTL = Duration.ofSeconds(16);

    /**
     * Who is connected to a process.
     *
     * @param seen those who let it be seen, by account
     * @param hidden the accounts of those who do not
     */
    @RegisterForReflection
    record People(Map<Long, String> seen, Set<Long> hidden) {

        static final People NOBODY = new People(Map.of(), Set.of());
    }

    private record Told(People people, long at) {}

    private final Backplane backplane;
    private final ObjectMapper json;
    private final Map<Long, Told> byProcess = new ConcurrentHashMap<>();
    private People said = People.NOBODY;
    private long saidAt = System.nanoTime();

    RemotePresence(Backplane backplane, ObjectMapper json) {
        this.backplane = backplane;
        this.json = json;
    }

    void listen(@Observes StartupEvent started) {
        backplane.addListener(this::heard);
    }

    /** The account is connected elsewhere by now, or gone. */
    void stop(@Observes ShutdownEvent stopping) {
        if (!backplane.isSingleProcess()) {
            say(People.NOBODY);
        }
    }

    /** Lets others know who is here; nothing is said too often. One thread at a time. */
    void here(People people) {
        if (!backplane.isSingleProcess()
                && (!people.equals(said) || System.nanoTime() - saidAt >= PUBLISH_INTERVAL.toNanos())) {
            said = people;
            saidAt = System.nanoTime();
            say(people);
        }
    }

    /** All who are seen, in any process, and by nobody's word hide. */
    People with(People here) {
        var all = all();
        if (all.isEmpty()) {
            return here;
        }
        var seen = new HashMap<>(here.seen);
        var hidden = new HashSet<>(here.hidden);
        all.forEach(people -> {
            seen.putAll(people.seen);
            hidden.addAll(people.hidden);
        });
        seen.keySet().removeAll(hidden);
        return new People(seen, hidden);
    }

    boolean sees(long account) {
        var all = all();
        return all.stream().anyMatch(people -> people.seen.containsKey(account))
                && all.stream().noneMatch(people -> people.hidden.contains(account));
    }

    private Collection<People> all() {
        if (byProcess.isEmpty()) {
            return List.of();
        }
        var now = System.nanoTime();
        byProcess.values().removeIf(told -> now - told.at >= PROCESS_TTL.toNanos());
        return byProcess.values().stream().map(Told::people).toList();
    }

    private void say(People people) {
        try {
            backplane.publishToOthers(new PresenceSnapshot(backplane.processId(), json.writeValueAsBytes(people)));
        } catch (IOException broken) {
            throw new UncheckedIOException("Writing presence as JSON failed", broken);
        }
    }

    private void heard(BackplaneMessage news) {
        if (news instanceof PresenceSnapshot here) {
            try {
                byProcess.put(
                        here.processId(), new Told(json.readValue(here.accounts(), People.class), System.nanoTime()));
            } catch (IOException foreign) {
                Log.debugf("Ignoring presence of another release in an unknown format: %s", foreign.getMessage());
            }
        }
    }
}
