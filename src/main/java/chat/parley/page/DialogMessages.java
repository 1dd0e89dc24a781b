package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the dialogs of the chat. */
@MessageBundle("dialog")
interface DialogMessages {

    @Message("Optional. What the room is for.")
    String topicHint();

    @Message("Private")
    String isPrivate();

    @Message("Only people who are added can see it.")
    String privateHint();

    @Message("Create room")
    String createRoom();

    @Message("Date")
    String date();

    @Message("Jump")
    String jump();

    @Message("Edit history")
    String editHistory();

    @Message("Search emoji")
    String findEmoji();

    @Message("No emoji found.")
    String noEmoji();

    @Message("Find rooms")
    String findRooms();

    @Message("Filter rooms")
    String filterRooms();

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

    @Message("Search people")
    String searchPeople();

    @Message("Choose people")
    String choosePeople();

    @Message("More people")
    String morePeople();

    @Message("Start")
    String start();

    @Message("Add people")
    String addPeople();

    @Message("Name or username")
    String nameOrUsername();

    @Message("Add")
    String add();

    @Message("Room name")
    String roomName();

    @Message("Room topic")
    String roomTopic();

    @Message("Anyone with this link and an account can join the room.")
    String linksHint();

    @Message("Expires after")
    String expiresAfter();

    @Message("1 day")
    String oneDay();

    @Message("7 days")
    String oneWeek();

    @Message("30 days")
    String thirtyDays();

    @Message("Max uses")
    String maxUses();

    @Message("1 use")
    String oneUse();

    @Message("10 uses")
    String tenUses();

    @Message("No limit")
    String noLimit();

    @Message("Create link")
    String createLink();

    @Message("Copy it now, it won't be shown again")
    String copyLinkNow();

    @Message("Copy link")
    String copyLink();

    @Message("Invitation links of this room")
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
