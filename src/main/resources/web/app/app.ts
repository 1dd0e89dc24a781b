import './browse-rooms';
import './edit-room';
import './file-strip';
import './invite-person';
import './jump-to-date';
import './message-composer';
import './emoji-picker';
import './message-list';
import './message-texts';
import './message-tools';
import './new-conversation';
import './message-search';
import './new-room';
import './notify-level';
import './notify-switch';
import './person-list';
import './picture-form';
import './quick-switcher';
import './room-header';
import './room-invitations';
import './room-list';
import './room-members';
import './room-details';
import './room-menu';
import './shortcut-sheet';
import './side-bar';
import { Chat } from './chat';
import { rememberZone } from './cookies';
import { keepDays } from './day-lines';
import { keepDistances } from './distances';

rememberZone();
const page = document.getElementById('chat');
if (page) {
  new Chat(page).start();
  keepDistances();
  keepDays();
}
