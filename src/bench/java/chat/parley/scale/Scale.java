package chat.parley.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Estimates the resources for a number of online users from the measured cost of a delivery, a message and a socket. src/docs/scale.md has the source of each figure and the limits of the model. Requires only a JDK, version 17 or newer:
 *
 * <pre>java src/bench/java/chat/parley/scale/Scale.java --people=1000000 --processes=10,100 --show=backplane</pre>
 *
 * One argument may have several values: each makes a column. The output is deterministic.
 */
final class Scale {

    /** Measured with Parley: bytes, and microseconds of processor time (CPU for Parley, DB_CPU for PostgreSQL). */
    static final class Measured {
        static final double DELIVERY_CPU = 8.2;
        static final double POST_CPU = 188;
        static final double IDLE_BYTES = 333e6;
        static final double SOCKET_BYTES = 28_400;
        static final double FRAME_BYTES = 577;
        static final double MESSAGE_DISK_BYTES = 1_011;
        static final double MESSAGE_WAL_BYTES = 6_700;
        static final double MARK_WAL_BYTES = 220;
        /** For a message that is alone in its transaction. */
        static final double MESSAGE_DB_CPU = 1_340;

        static final double MARK_DB_CPU = 177;
        static final double SWEPT_ROOM_DB_CPU = 1.5;
        static final double SESSION_DB_CPU = 2.5;
        static final double MEMBERSHIP_DB_CPU = 0.84;
        static final double WELCOME_DB_CPU = 920;
        /** Transactions of one message a second, in 1,000 rooms and in one room. */
        static final double COMMITS = 5_644;

        static final double COMMITS_IN_A_ROOM = 1_104;
    }

    /** Not measured with Parley. */
    static final class Assumed {
        /** Assumes that reading from Redis costs as much as a write; a ping is written and its response read every ten seconds. */
        static final double HEARD_CPU = Measured.DELIVERY_CPU;

        static final double PINGS_CPU = 2 * Measured.DELIVERY_CPU / 10;
        /** Per frame: TLS 1.3 (22), TCP with timestamps (32), IPv4 (20), Ethernet (18), the WebSocket header (4). */
        static final double WRAPPING_BYTES = 96;
        /** {@code "12345678":"somebody",} as sent, and the resulting objects. */
        static final double LISTED_BYTES = 22;

        static final double LISTED_HEAP_BYTES = 300;
        /** Deliveries of 256 bytes by one Redis: Centrifugal Labs, 2026. */
        static final double REDIS_DELIVERIES = 650_000;

        static final double DATABASE_PROCESSORS = 32;
        /** 10 Gbit/s. */
        static final double NETWORK_BYTES = 1.25e9;
        /** The share of Redis's and the database's capacity that is planned for; the rest is reserve for peaks. */
        static final double USED = 0.5;
    }

    /** Current behaviour of Parley; times in seconds. */
    static final class Today {
        static final double SOCKETS = 10_000;
        static final double MOST_PRESENCE_FRAMES = 20_000;
        static final double SESSION_LOOKS = 2;
        static final double MEMBERSHIPS_EVERY = 30;
        static final double HERE_EVERY = 5;
        static final double RESTART_SPREAD = 3;
        /** The maximum of a process, and PostgreSQL's default. */
        static final double CONNECTIONS = 20;

        static final double MOST_CONNECTIONS = 100;
    }

    /** The arguments and their defaults; NaN follows from the others. */
    enum Ask {
        PEOPLE(10_000),
        ROOMS(Double.NaN),
        MEMBERSHIPS(10),
        LARGEST(Double.NaN),
        ZIPF(1),
        POSTS(5),
        TALK(0.5),
        READ(0.1),
        STAY(8),
        BUSY(8),
        PROCESSES(Double.NaN),
        SHARDS(Double.NaN),
        DATABASES(Double.NaN),
        SEED(1);

        private final double usual;

        Ask(double usual) {
            this.usual = usual;
        }
    }

    /** Rooms with the same number of online users. Rooms are ordered by size; {@code first} is the rank of the first one. */
    record Alike(long first, long rooms, long people) {}

    private static final long SMALLEST = 2;

    private final double[] asked;
    final List<Alike> alike;
    private final double talk;
    final double posts;
    final double deliveries;
    /** The sum over rooms of posts a second times the processes that receive them. */
    final double told;
    /** The sum over rooms of the processes that follow them. */
    final double follows;

    /** @param asked a value for each {@link Ask}, NaN if it follows from the others */
    Scale(double... asked) {
        this.asked = asked;
        this.alike = alike();
        this.talk = sum(this::talk);
        this.posts = people() * ask(Ask.POSTS) / 3600;
        this.deliveries = sum(room -> posts(room) * room.people);
        this.told = sum(room -> posts(room) * told(room));
        this.follows = sum(this::told);
    }

    public static void main(String... arguments) {
        System.out.print(of(arguments));
    }

    private double ask(Ask what) {
        return asked[what.ordinal()];
    }

    private double ask(Ask what, double follows) {
        return Double.isNaN(ask(what)) ? follows : ask(what);
    }

    /** The online users, with one socket each. */
    double people() {
        return ask(Ask.PEOPLE);
    }

    long rooms() {
        return (long) ask(Ask.ROOMS, people());
    }

    private long largest() {
        return (long) ask(Ask.LARGEST, Math.min(people(), 200_000));
    }

    double processes() {
        return ask(Ask.PROCESSES, Math.ceil(people() / Today.SOCKETS));
    }

    // --- Rooms
    // ----------------------------------------------------------------------------------------------------------

    /** Zipf's law: the room of rank k has c / k^zipf users. Solves for c so that the sizes add up to all memberships, within the bounds. */
    private List<Alike> alike() {
        var memberships = people() * ask(Ask.MEMBERSHIPS);
        if (memberships < SMALLEST * rooms() || memberships > (double) largest() * rooms()) {
            throw new IllegalArgumentException("So many memberships do not fit so many rooms");
        }
        var low = 0.0;
        var high = 100.0;
        for (var halved = 0; halved < 50; halved++) {
            var middle = (low + high) / 2;
            var fewer = memberships(alike(middle)) < memberships;
            low = fewer ? middle : low;
            high = fewer ? high : middle;
        }
        return alike(high);
    }

    /** @param size the natural logarithm of c */
    private List<Alike> alike(double size) {
        var alike = new ArrayList<Alike>();
        for (long first = 1; first <= rooms(); ) {
            var people = Math.max(
                    SMALLEST,
                    Math.min(largest(), Math.round(StrictMath.exp(size - ask(Ask.ZIPF) * StrictMath.log(first)))));
            var last = people == SMALLEST
                    ? rooms()
                    : (long) StrictMath.exp((size - StrictMath.log(people - 0.5)) / ask(Ask.ZIPF));
            last = Math.max(first, Math.min(rooms(), last));
            alike.add(new Alike(first, last - first + 1, people));
            first = last + 1;
        }
        return alike;
    }

    static double memberships(List<Alike> alike) {
        return alike.stream()
                .mapToDouble(room -> (double) room.rooms * room.people)
                .sum();
    }

    private double sum(ToDoubleFunction<Alike> ofOne) {
        return alike.stream()
                .mapToDouble(room -> room.rooms * ofOne.applyAsDouble(room))
                .sum();
    }

    private double talk(Alike room) {
        return StrictMath.pow(room.people, ask(Ask.TALK));
    }

    /** Messages a second in one of these rooms. */
    double posts(Alike room) {
        return posts * talk(room) / talk;
    }

    private Alike busiest() {
        return alike.get(0);
    }

    /** The expected number of processes with a socket of such a room if sockets are spread at random. */
    private double told(Alike room) {
        return told(room.people, processes());
    }

    static double told(double people, double processes) {
        return -processes * StrictMath.expm1(people * StrictMath.log1p(-1 / processes));
    }

    // --- What it takes
    // --------------------------------------------------------------------------------------------------

    private double readMarks() {
        return ask(Ask.READ) * deliveries;
    }

    private double sockets() {
        return people() / processes();
    }

    private boolean alone() {
        return processes() == 1;
    }

    /** Each post goes to each process that follows its room, each read position to the process of its reader. */
    private double byRedis() {
        return alone() ? 0 : told + readMarks();
    }

    private double shards() {
        return alone() ? 0 : ask(Ask.SHARDS, Math.ceil(byRedis() / (Assumed.USED * Assumed.REDIS_DELIVERIES)));
    }

    private double cores() {
        return (posts * Measured.POST_CPU
                        + (deliveries + readMarks()) * Measured.DELIVERY_CPU
                        + byRedis() * Assumed.HEARD_CPU
                        + people() * Assumed.PINGS_CPU)
                / 1e6;
    }

    private double memory() {
        return processes() * Measured.IDLE_BYTES + people() * Measured.SOCKET_BYTES;
    }

    private double network() {
        return deliveries * (Measured.FRAME_BYTES + Assumed.WRAPPING_BYTES);
    }

    private double writing() {
        return (posts * Measured.MESSAGE_DB_CPU + readMarks() * Measured.MARK_DB_CPU) / 1e6;
    }

    private double sweeping() {
        return follows * Measured.SWEPT_ROOM_DB_CPU / 1e6;
    }

    private double lookingAtSessions() {
        return people() * Today.SESSION_LOOKS * Measured.SESSION_DB_CPU / 1e6;
    }

    private double lookingAtMemberships() {
        return alone() ? 0 : memberships(alike) / Today.MEMBERSHIPS_EVERY * Measured.MEMBERSHIP_DB_CPU / 1e6;
    }

    private double looking() {
        return sweeping() + lookingAtSessions() + lookingAtMemberships();
    }

    private double databases() {
        return ask(Ask.DATABASES, Math.ceil((writing() + looking()) / (Assumed.USED * Assumed.DATABASE_PROCESSORS)));
    }

    private double wal() {
        return posts * Measured.MESSAGE_WAL_BYTES + readMarks() * Measured.MARK_WAL_BYTES;
    }

    private double diskAYear() {
        return posts * 3600 * ask(Ask.BUSY) * 365 * Measured.MESSAGE_DISK_BYTES;
    }

    private static double welcoming(double people) {
        return people / Today.RESTART_SPREAD * Measured.WELCOME_DB_CPU / 1e6;
    }

    private double comeOrGo() {
        return 2 * people() / (ask(Ask.STAY) * 3600);
    }

    private double mayTell() {
        return Math.max(1, Math.floor(Today.MOST_PRESENCE_FRAMES / sockets()));
    }

    /** The presence updates into each process: each process publishes its online users when they have changed, at most once a second, and at a fixed interval anyway. */
    private double listed() {
        var changed = -StrictMath.expm1(-comeOrGo() / processes());
        return alone() ? 0 : people() * Assumed.LISTED_BYTES * Math.max(changed, 1 / Today.HERE_EVERY);
    }

    /** The ratio of the highest to the mean load if each room is assigned to one of them at random. */
    double hottest(double of, ToDoubleFunction<Alike> load) {
        if (of <= 1) {
            return 1;
        }
        var loads = new double[(int) of];
        for (var rooms : alike) {
            var one = load.applyAsDouble(rooms);
            for (var place = rooms.first; place < rooms.first + rooms.rooms; place++) {
                loads[(int) ((mixed(place) >>> 32) * loads.length >>> 32)] += one;
            }
        }
        return DoubleStream.of(loads).max().orElseThrow()
                * of
                / DoubleStream.of(loads).sum();
    }

    /** The final mix of SplitMix64. */
    private long mixed(long place) {
        var bits = (place + ((long) ask(Ask.SEED) << 40)) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }

    // --- Tables
    // ---------------------------------------------------------------------------------------------------------

    private record Line(String show, String what, ToDoubleFunction<Scale> figure) {}

    private static final List<Line> LINES = List.of(
            new Line("crowd", "people online", Scale::people),
            new Line("crowd", "rooms", Scale::rooms),
            new Line("crowd", "people in the largest room", it -> it.busiest().people),
            new Line("crowd", "posts a second", it -> it.posts),
            new Line("crowd", "deliveries a second", it -> it.deliveries),
            new Line("crowd", "deliveries per post", it -> it.deliveries / it.posts),
            new Line("crowd", "posts a second in the busiest room", it -> it.posts(it.busiest())),
            new Line("crowd", "deliveries a second in that room", it -> it.posts(it.busiest()) * it.busiest().people),
            new Line("process", "processes", Scale::processes),
            new Line("process", "per process: sockets", Scale::sockets),
            new Line("process", "per process: rooms followed", it -> it.follows / it.processes()),
            new Line("process", "per process: memory, MB", it -> it.memory() / it.processes() / 1e6),
            new Line("process", "per process: busy CPUs", it -> it.cores() / it.processes()),
            new Line("process", "per process: network out, Mbit/s", it -> 8 * it.network() / it.processes() / 1e6),
            new Line("process", "total: memory, GB", it -> it.memory() / 1e9),
            new Line("process", "total: busy CPUs", Scale::cores),
            new Line("process", "total: network out, Gbit/s", it -> 8 * it.network() / 1e9),
            new Line("backplane", "processes notified of a post", it -> it.told / it.posts),
            new Line("backplane", "processes notified of a post in the largest room", it -> it.told(it.busiest())),
            new Line("backplane", "Redis deliveries a second", Scale::byRedis),
            new Line("backplane", "Redis shards", Scale::shards),
            new Line(
                    "backplane",
                    "hottest shard relative to the mean",
                    it -> it.hottest(it.shards(), room -> it.posts(room) * it.told(room))),
            new Line("database", "read marks a second", Scale::readMarks),
            new Line("database", "rooms a second that are reconciled", it -> it.follows),
            new Line("database", "database CPUs: posts", it -> it.posts * Measured.MESSAGE_DB_CPU / 1e6),
            new Line("database", "database CPUs: read marks", it -> it.readMarks() * Measured.MARK_DB_CPU / 1e6),
            new Line("database", "database CPUs: reconciling rooms", Scale::sweeping),
            new Line("database", "database CPUs: polling sessions", Scale::lookingAtSessions),
            new Line("database", "database CPUs: reconciling memberships", Scale::lookingAtMemberships),
            new Line("database", "database connections", it -> it.processes() * Today.CONNECTIONS),
            new Line("database", "databases", Scale::databases),
            new Line(
                    "database",
                    "posts in the hottest database relative to the mean",
                    it -> it.hottest(it.databases(), it::posts)),
            new Line("database", "per database: commits a second", it -> (it.posts + it.readMarks()) / it.databases()),
            new Line("database", "per database: WAL, MB/s", it -> it.wal() / it.databases() / 1e6),
            new Line("database", "total: messages on disk, TB a year", it -> it.diskAYear() / 1e12),
            new Line("presence", "presence changes a second", Scale::comeOrGo),
            new Line("presence", "presence changes a second that a process can send", Scale::mayTell),
            new Line(
                    "presence",
                    "presence lists: memory per process, GB",
                    it -> it.people() * Assumed.LISTED_HEAP_BYTES / 1e9),
            new Line("presence", "presence lists: into each process, MB/s", it -> it.listed() / 1e6),
            new Line("presence", "presence lists: out of one Redis, MB/s", it -> it.listed() * it.processes() / 1e6),
            new Line(
                    "restart",
                    "restart of one process: reconnects a second",
                    it -> it.sockets() / Today.RESTART_SPREAD),
            new Line("restart", "restart of one process: database CPUs", it -> welcoming(it.sockets())),
            new Line(
                    "restart",
                    "restart of all processes: reconnects a second",
                    it -> it.people() / Today.RESTART_SPREAD),
            new Line("restart", "restart of all processes: database CPUs", it -> welcoming(it.people())));

    /** A limit; it is exceeded from 1 on. */
    private record Wall(String what, ToDoubleFunction<Scale> reached) {}

    private static final List<Wall> WALLS = List.of(
            new Wall("presence: changes that a process can send", it -> it.comeOrGo() / it.mayTell()),
            new Wall(
                    "presence: lists, network of one Redis",
                    it -> it.listed() * it.processes() / Assumed.NETWORK_BYTES),
            new Wall(
                    "database connections: 20 per process, 100 in PostgreSQL",
                    it -> it.processes() * Today.CONNECTIONS / Today.MOST_CONNECTIONS),
            new Wall(
                    "restart of all processes: CPUs of one database",
                    it -> welcoming(it.people()) / Assumed.DATABASE_PROCESSORS),
            new Wall("read marks: measured commits of one database", it -> it.readMarks() / Measured.COMMITS),
            new Wall(
                    "reconciliation and polling: CPUs of one database",
                    it -> it.looking() / Assumed.DATABASE_PROCESSORS),
            new Wall("posts: measured commits of one database", it -> it.posts / Measured.COMMITS),
            new Wall(
                    "posts: measured commits in the busiest room",
                    it -> it.posts(it.busiest()) / Measured.COMMITS_IN_A_ROOM),
            new Wall("WAL: network of one standby", it -> it.wal() / Assumed.NETWORK_BYTES),
            new Wall("backplane: deliveries of one Redis", it -> it.byRedis() / Assumed.REDIS_DELIVERIES),
            new Wall("deliveries: two CPUs of each process", it -> it.cores() / it.processes() / 2),
            new Wall(
                    "deliveries: network of each process",
                    it -> it.network() / it.processes() / Assumed.NETWORK_BYTES));

    private static final List<Double> STEPS = List.of(1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0);
    private static final double FAR_ENOUGH = 1e8;

    /** The fewest users at which each limit is reached, in ten steps for each power of ten. */
    private static String wallsTable(double[] asked) {
        var crowds = DoubleStream.of(1e3, 1e4, 1e5, 1e6, 1e7)
                .boxed()
                .flatMap(power -> STEPS.stream().map(step -> step * power))
                .map(people -> new Scale(with(asked, Ask.PEOPLE, people)))
                .toList();
        var from = new HashMap<Wall, Double>();
        WALLS.forEach(wall -> from.put(
                wall,
                crowds.stream()
                        .filter(crowd -> wall.reached.applyAsDouble(crowd) >= 1)
                        .findFirst()
                        .map(Scale::people)
                        .orElse(FAR_ENOUGH)));
        return row("bottleneck", "people online")
                + row("---", "---")
                + WALLS.stream()
                        .sorted(Comparator.comparing(from::get))
                        .map(wall -> row(
                                wall.what,
                                from.get(wall) < FAR_ENOUGH
                                        ? number(from.get(wall))
                                        : "not below " + number(FAR_ENOUGH)))
                        .collect(Collectors.joining());
    }

    private static final long[] CLASSES = {2, 3, 10, 100, 1_000, 10_000, 100_000, Long.MAX_VALUE};

    private String roomsTable() {
        var table = new StringBuilder(row(
                "people online in a room",
                "rooms",
                "posts a second",
                "deliveries a second",
                "processes notified of a post"));
        table.append(row("---", "---", "---", "---", "---"));
        for (var at = 0; at < CLASSES.length - 1; at++) {
            var from = CLASSES[at];
            var to = CLASSES[at + 1];
            Function<ToDoubleFunction<Alike>, Double> of =
                    one -> sum(room -> room.people >= from && room.people < to ? one.applyAsDouble(room) : 0);
            var posted = of.apply(this::posts);
            var named = number(from)
                    + (to == from + 1
                            ? ""
                            : to == Long.MAX_VALUE ? " or more" : String.format(Locale.ROOT, " to %,d", to - 1));
            table.append(
                    posted == 0
                            ? ""
                            : row(
                                    named,
                                    number(of.apply(room -> 1)),
                                    number(posted),
                                    number(of.apply(room -> posts(room) * room.people)),
                                    number(of.apply(room -> posts(room) * told(room)) / posted)));
        }
        return table.append(row("total", number(rooms()), number(posts), number(deliveries), number(told / posts)))
                .toString();
    }

    /** The header shows what the columns differ in. */
    private static String needsTable(List<Scale> columns, List<String> show) {
        var rows = new ArrayList<String>();
        for (var ask : Ask.values()) {
            if (ask != Ask.PEOPLE
                    && columns.stream()
                                    .mapToDouble(it -> it.ask(ask))
                                    .distinct()
                                    .count()
                            > 1) {
                rows.add(row("`--" + ask.name().toLowerCase(Locale.ROOT) + "`", cells(columns, it -> it.ask(ask))));
            }
        }
        LINES.stream()
                .filter(line -> show.isEmpty() || show.contains(line.show) || line == LINES.get(0))
                .forEach(line -> rows.add(row(line.what, cells(columns, line.figure))));
        rows.add(1, "| --- ".repeat(columns.size() + 1) + "|\n");
        return String.join("", rows);
    }

    private static String cells(List<Scale> columns, ToDoubleFunction<Scale> figure) {
        return columns.stream().map(it -> number(figure.applyAsDouble(it))).collect(Collectors.joining(" | "));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** Three significant digits, the accuracy of the input. */
    static String number(double value) {
        if (value == 0 || value >= 99.95) {
            var unit = value == 0 ? 1 : StrictMath.pow(10, Math.floor(StrictMath.log10(value)) - 2);
            return String.format(Locale.ROOT, "%,.0f", Math.round(value / unit) * unit);
        }
        return String.format(Locale.ROOT, value >= 9.995 ? "%.1f" : value >= 0.01 ? "%.2f" : "%.4f", value)
                .replaceFirst("\\.?0+$", "");
    }

    /** The output for these arguments. */
    static String of(String... arguments) {
        var show = new ArrayList<String>();
        var columns = List.of(usual());
        for (var argument : arguments) {
            var parts = argument.replaceFirst("^--", "").split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("Ask as in --people=1000,2000; what can be asked: show "
                        + Arrays.toString(Ask.values()).toLowerCase(Locale.ROOT));
            }
            var values = parts[1].split(",");
            if (parts[0].equals("show")) {
                show.addAll(List.of(values));
            } else {
                var what = Ask.valueOf(parts[0].toUpperCase(Locale.ROOT));
                columns = columns.stream()
                        .flatMap(column ->
                                Arrays.stream(values).map(value -> with(column, what, Double.parseDouble(value))))
                        .toList();
            }
        }
        if (show.contains("walls")) {
            return wallsTable(columns.get(0));
        }
        var scales = columns.stream().map(Scale::new).toList();
        var rooms = scales.size() == 1 && (show.isEmpty() || show.contains("rooms"))
                ? scales.get(0).roomsTable()
                : "";
        var needs = show.equals(List.of("rooms")) ? "" : needsTable(scales, show);
        return rooms + (rooms.isEmpty() || needs.isEmpty() ? "" : "\n") + needs;
    }

    static double[] usual() {
        return Arrays.stream(Ask.values()).mapToDouble(ask -> ask.usual).toArray();
    }

    static double[] with(double[] asked, Ask what, double value) {
        var with = asked.clone();
        with[what.ordinal()] = value;
        return with;
    }
}
