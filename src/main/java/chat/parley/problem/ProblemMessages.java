package chat.parley.problem;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * Texts of problems. The error of a field is a predicate without a full stop, which follows the name of the field.
 * Messages of validation annotations are in {@code ValidationMessages.properties}.
 */
@MessageBundle("problem")
public interface ProblemMessages {

    // --- Titles: what HTTP calls a status

    @Message("Bad Request")
    String badRequestTitle();

    @Message("Unauthorized")
    String unauthorizedTitle();

    @Message("Forbidden")
    String forbiddenTitle();

    @Message("Not Found")
    String notFoundTitle();

    @Message("Method Not Allowed")
    String methodNotAllowedTitle();

    @Message("Not Acceptable")
    String notAcceptableTitle();

    @Message("Request Timeout")
    String requestTimeoutTitle();

    @Message("Conflict")
    String conflictTitle();

    @Message("Gone")
    String goneTitle();

    @Message("Precondition Failed")
    String preconditionFailedTitle();

    @Message("Request Entity Too Large")
    String tooLargeTitle();

    @Message("Unsupported Media Type")
    String unsupportedMediaTypeTitle();

    @Message("Requested Range Not Satisfiable")
    String rangeNotSatisfiableTitle();

    @Message("Too Many Requests")
    String tooManyRequestsTitle();

    @Message("Internal Server Error")
    String serverErrorTitle();

    @Message("Service Unavailable")
    String unavailableTitle();

    @Message("Request-URI Too Long")
    String addressTooLongTitle();

    @Message("Request Header Fields Too Large")
    String headersTooLargeTitle();

    @Message("Not Implemented")
    String notImplementedTitle();

    // --- Any request

    @Message("The request has fields that cannot be taken as they are.")
    String fieldsNotTaken();

    @Message("The request cannot be taken as it is.")
    String requestNotTaken();

    @Message("The body is not the JSON that is expected here.")
    String notTheJson();

    @Message("The form is not encoded as forms are.")
    String notEncodedAsForm();

    @Message("There is nothing here.")
    String nothingHere();

    @Message("This cannot be done here: the path knows other methods.")
    String otherMethods();

    @Message("There is no answer of the media type that is asked for.")
    String noSuchMediaType();

    @Message("The body is of a media type that is not taken here.")
    String mediaTypeNotTaken();

    @Message("The body is too large.")
    String bodyTooLarge();

    @Message("The request came too slowly to be waited for.")
    String tooSlow();

    @Message("The request is not valid HTTP.")
    String notHttp();

    @Message("The address is too long.")
    String addressTooLong();

    @Message("The headers are too large.")
    String headersTooLarge();

    @Message("The body has a transfer coding other than chunked.")
    String unknownTransferCoding();

    @Message("Too many requests of this kind: wait a little, then try again.")
    String tooMany();

    @Message("The service cannot do this right now: try again in a moment.")
    String notRightNow();

    @Message("The service restarts: try again in a moment.")
    String restarting();

    @Message("Something is wrong on our side. It has been noted.")
    String ourFault();

    @Message("is missing")
    String missing();

    @Message("is not of the right type")
    String wrongType();

    @Message("has a value of the wrong type")
    String valueOfWrongType();

    @Message("is not a list of media types")
    String notMediaTypes();

    @Message("is not the next of a page")
    String notNext();

    @Message("is nothing that can be done")
    String nothingToDo();

    // --- Who may ask

    @Message("Sign in first.")
    String signInFirst();

    @Message("That is not for this account to do.")
    String notForThisAccount();

    @Message("This was sent by a page of another site.")
    String sentByAnotherSite();

    @Message("A change made with a cookie needs an Origin of this site, or X-CSRF-Token.")
    String originNeeded();

    @Message("This was meant for another account than the one that is signed in by now.")
    String meantForAnother();

    @Message("A socket is opened with the session of a browser by a page of this site only.")
    String socketOfThisSite();

    // --- Accounts

    @Message("Nobody signs up here without an invitation that works.")
    String invitationNeeded();

    @Message(
            "The first account of this server needs the right setup token. It is in the server’s log, unless the setting parley.setup-token has another one.")
    String setupTokenNeeded();

    @Message("That name is everyone's.")
    String nameOfEveryone();

    @Message("Somebody has that name already.")
    String nameTaken();

    @Message("Somebody has that address already.")
    String addressTaken();

    @Message("There is nobody of that name.")
    String nobodyOfThatName();

    @Message("This link does not work, or no longer.")
    String linkDoesNotWork();

    @Message("There is no address to mail a link to, or this server sends no mail.")
    String noAddressToMail();

    @Message("There is no such session of yours.")
    String noSuchSession();

    @Message("There is no such token of yours.")
    String noSuchToken();

    @Message("There are {most} tokens already: revoke one first.")
    String tooManyTokens(int most);

    @Message("A token can neither list, make nor revoke tokens: sign in for that.")
    String tokensBySignInOnly();

    @Message("There is no such invitation.")
    String noSuchInvitation();

    @Message("There are {most} invitations already: revoke one first.")
    String tooManyInvitations(int most);

    @Message("Nobody does this to themselves: ask another administrator.")
    String notToThemselves();

    @Message("You are no administrator any more.")
    String administratorNoMore();

    @Message("is not the password of this account")
    String wrongPassword();

    // --- Passwords that are soon guessed: the reason stands after a colon

    @Message("is too easy to guess")
    String tooEasy();

    @Message("is too easy to guess: {why}")
    String tooEasyAs(String why);

    @Message("this password is not allowed to be used")
    String easyAsExcluded();

    @Message("this is a top-10 common password")
    String easyAsOneOfTen();

    @Message("this is a top-100 common password")
    String easyAsOneOfHundred();

    @Message("this is a very common password")
    String easyAsCommon();

    @Message("straight rows of keys are easy to guess")
    String easyAsRowOfKeys();

    @Message("short keyboard patterns are easy to guess")
    String easyAsPatternOfKeys();

    @Message("repeats like \"aaa\" are easy to guess")
    String easyAsRepeated();

    @Message("repeats like \"abcabcabc\" are only slightly harder to guess than \"abc\"")
    String easyAsRepeatedPart();

    @Message("sequences like abc or 6543 are easy to guess")
    String easyAsSequence();

    @Message("recent years are easy to guess")
    String easyAsYear();

    @Message("dates are often easy to guess")
    String easyAsDate();

    // --- Rooms

    @Message("There is no such room, or none for you to see.")
    String noSuchRoom();

    @Message("This room is archived.")
    String roomArchived();

    @Message("A public room has that name already.")
    String roomNameTaken();

    @Message("You are not in this room.")
    String notInThisRoom();

    @Message("Only who is in the room may do that: join it.")
    String joinFirst();

    @Message("Only an owner of the room may do that.")
    String ownersOnly();

    @Message("Only an owner or a moderator of the room may do that.")
    String ownersAndModeratorsOnly();

    @Message("This is a conversation, not a room with a name: that cannot be done here.")
    String notInConversation();

    @Message("A conversation has {most} people at most: make a room for more.")
    String conversationFull(int most);

    @Message("This room has {most} links already: revoke one first.")
    String tooManyLinks(int most);

    @Message("is public or private; direct rooms are opened with a person")
    String publicOrPrivate();

    @Message("names 1 to {most} others")
    String namesOthers(int most);

    // --- Messages

    @Message("There is no such message in this room.")
    String noSuchMessage();

    @Message("This message was deleted.")
    String messageDeleted();

    @Message("Only its author may edit a message.")
    String authorOnly();

    @Message("This message was edited {most} times: write a new one.")
    String editedTooOften(int most);

    @Message("A message has {most} different reactions at most.")
    String tooManyReactions(int most);

    @Message("A room has {most} pinned messages at most.")
    String tooManyPins(int most);

    @Message("has 1 to {most} characters")
    String textLength(int most);

    @Message("is not a message of this room")
    String notInRoom();

    @Message("is not an emoji")
    String notEmoji();

    @Message("goes alone: before, after, around, at and changedSince exclude each other")
    String goesAlone();

    @Message("is a time such as 2026-11-01T00:00:00Z")
    String suchTime();

    // --- Files

    @Message("There is no such file, or none for you to see.")
    String noSuchFile();

    @Message("The file is too large.")
    String fileTooLarge();

    @Message("The file ends before that.")
    String fileEnds();

    @Message("This is not the file that If-Match names.")
    String otherFile();

    @Message("Your files take all the room that they may: delete messages with files that are not needed any more.")
    String quotaUsedUp();

    @Message("names a file that you have not brought to this room, or that has a message")
    String notBrought();

    @Message("is not sent as a form of parts (multipart/form-data)")
    String notForm();

    @Message("did not come whole")
    String notWhole();

    @Message("is empty")
    String empty();

    @Message("is given twice")
    String givenTwice();

    @Message("is a PNG, JPEG or WebP of at most 100 KB and 1280 pixels a side")
    String suchThumbnail();

    @Message("is a PNG, JPEG or WebP of at most 256 KB and 1024 pixels a side")
    String suchPicture();

    @Message("There is no such picture.")
    String noSuchPicture();

    // --- Search

    @Message("says what to look for")
    String nothingToLookFor();

    @Message("names nobody and nothing yet")
    String namesNothing();

    @Message("is a day, such as 2026-11-01")
    String suchDay();

    @Message("can only be asked for a file: {filter}")
    String onlyFile(String filter);

    @Message("is no room that you can see")
    String noRoomToSee();

    @Message("is nobody's username")
    String nobodysName();
}
