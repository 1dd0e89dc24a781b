package chat.parley.room;

import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.account.Account;
import chat.parley.account.AvatarPath;
import chat.parley.account.NamePrefix;
import chat.parley.account.Presence;
import chat.parley.auth.CurrentUser;
import chat.parley.http.KeysetPage;
import chat.parley.problem.PlainText;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import io.quarkus.security.Authenticated;

/** {@code /api/rooms/{id}/members}: lists, adds, changes and removes members. */
@Path("/api/rooms/{id}/members")
@Tag(name = "Members")
@Authenticated
@Transactional
class MemberResource {

    /**
     * A member of a room, as other members see it.
     *
     * @param picture URL of the avatar; null if there is none
     */
    record Member(String username, String displayName, String picture, boolean online, Role role) {}

    /** A request to add or change a member. Without a role, a new member becomes {@code member}. */
    record MemberRequest(Role role) {}

    private final Access access;
    private final MembershipService members;
    private final Presence presence;
    private final CurrentUser currentUser;

    MemberResource(Access access, MembershipService members, Presence presence, CurrentUser currentUser) {
        this.access = access;
        this.members = members;
        this.presence = presence;
        this.currentUser = currentUser;
    }

    /**
     * Lists members by username.
     *
     * @param q a prefix of the username or of a word of the display name; empty for all
     */
    @GET
    @Operation(summary = "List members of a room")
    public KeysetPage<Member> listMembers(
            @RestPath long id,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String q,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String after,
            @RestQuery @DefaultValue("25") @Min(1) @Max(100) int limit) {
        access.permissions(currentUser.id(), id);
        return KeysetPage.of(
                        Membership.page(id, NamePrefix.of(q), after, limit + 1),
                        limit,
                        membership -> membership.account.username)
                .map(this::view);
    }

    @PUT
    @Operation(summary = "Add a member", description = "Adds a person to the room, or changes the role of a member.")
    @RateLimited(RateLimit.MANAGE_MEMBERS)
    @Path("/{username}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Member addOrUpdateMember(@RestPath long id, @RestPath @PlainText String username, MemberRequest request) {
        access.permissions(currentUser.id(), id);
        var account = Account.requireEnabled(username);
        members.invite(currentUser.id(), id, account, request == null ? null : request.role());
        return view(Membership.of(account.id, id).orElseThrow());
    }

    @DELETE
    @Operation(summary = "Remove a member")
    @RateLimited(RateLimit.MANAGE_MEMBERS)
    @Path("/{username}")
    public void removeMember(@RestPath long id, @RestPath @PlainText String username) {
        access.permissions(currentUser.id(), id);
        members.remove(currentUser.id(), id, Account.findByUsername(username).orElseThrow(Account::noSuchAccount));
    }

    private Member view(Membership membership) {
        var account = membership.account;
        return new Member(
                account.username,
                account.displayName,
                AvatarPath.of(account.avatar),
                presence.online(account.id),
                membership.role);
    }
}
