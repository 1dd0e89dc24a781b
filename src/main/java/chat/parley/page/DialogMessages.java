package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the dialogs of the chat. */
@MessageBundle("dialog")
interface DialogMessages {

    @Message("Optional: what the room is for.")
    String topicHint();

    @Message("Private")
    String isPrivate();

    @Message("Only those who are invited know of it.")
    String privateHint();

    @Message("Create room")
    String createRoom();

    @Message("Date")
    String date();

    @Message("Jump")
    String jump();

    @Message("Earlier versions")
    String earlierVersions();

    @Message("Find an emoji")
    String findEmoji();

    @Message("There is none of that name.")
    String noEmoji();

    @Message("Find rooms")
    String findRooms();

    @Message("Which rooms")
    String whichRooms();

    @Message("All rooms")
    String allRooms();

    @Message("My rooms")
    String myRooms();

    @Message("Archived")
    String archivedRooms();

    @Message("Rooms found")
    String roomsFound();

    @Message("More rooms")
    String moreRooms();

    @Message("Talk with several people")
    String talkWithSeveral();

    @Message("Find somebody")
    String findSomebody();

    @Message("People to choose")
    String peopleToChoose();

    @Message("More people")
    String morePeople();

    @Message("Start")
    String start();

    @Message("Invite someone")
    String inviteSomeone();

    @Message("Username of the person")
    String usernameOfPerson();

    @Message("Send invitation")
    String sendInvitation();

    @Message("Name of the room")
    String nameOfRoom();

    @Message("Topic of the room")
    String topicOfRoom();

    @Message("Anyone with this link and an account can join the room.")
    String linksHint();

    @Message("Good for")
    String goodFor();

    @Message("a day")
    String aDay();

    @Message("a week")
    String aWeek();

    @Message("30 days")
    String aMonth();

    @Message("Who may use it")
    String whoMayUse();

    @Message("one person")
    String onePerson();

    @Message("10 people")
    String tenPeople();

    @Message("any number")
    String anyNumber();

    @Message("Make link")
    String makeLink();

    @Message("The link, shown only now")
    String linkShownOnce();

    @Message("Copy link")
    String copyLink();

    @Message("Links into this room")
    String linksOfRoom();

    @Message("More links")
    String moreLinks();

    @Message("owner")
    String owner();

    @Message("moderator")
    String moderator();

    @Message("member")
    String member();

    @Message("Remove")
    String remove();
}
