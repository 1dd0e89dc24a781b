package chat.parley.http;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.vertx.core.http.HttpServerRequest;

/**
 * The network of a client, as rate limits count it. Someone with one IPv6 address usually has the 2^64 addresses of its
 * network (RFC 6177), so those count as one.
 */
public final class ClientNetwork {

    private static final int GROUPS = 8;
    private static final int GROUPS_OF_NETWORK = 4;

    private ClientNetwork() {}

    /** An IPv4 address, or the first half of an IPv6 address. */
    public static String of(HttpServerRequest request) {
        return network(request.remoteAddress().host());
    }

    /** Returns the network of a numeric address, such as {@code 192.0.2.1} or {@code 2001:db8::1}. */
    static String network(String host) {
        return host.contains(":") && !host.contains(".") ? half(host.split("%")[0]) : host;
    }

    /** Expands the address first, because "::" stands for a variable number of groups. */
    private static String half(String address) {
        var sides = address.split("::", 2);
        var groups = groups(sides[0]);
        if (sides.length == 2) {
            var tail = groups(sides[1]);
            var head = groups;
            groups = Arrays.copyOf(head, GROUPS);
            Arrays.fill(groups, head.length, GROUPS - tail.length, "0");
            System.arraycopy(tail, 0, groups, GROUPS - tail.length, tail.length);
        }
        return Arrays.stream(groups).limit(GROUPS_OF_NETWORK).collect(Collectors.joining(":", "", "::/64"));
    }

    private static String[] groups(String side) {
        return side.isEmpty() ? new String[0] : side.split(":");
    }
}
