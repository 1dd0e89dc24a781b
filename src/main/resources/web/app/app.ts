import './invite-person';
import './message-composer';
import './emoji-picker';
import './message-list';
import './message-texts';
import './message-tools';
import './new-room';
import './notify-switch';
import './person-list';
import './room-header';
import './room-list';
import './side-bar';
import { Chat } from './chat';

const page = document.getElementById('chat');
if (page) {
  new Chat(page).start();
}
