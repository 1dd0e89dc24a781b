import { say } from '../lib/texts';

/** The title of a group of emoji in the language of the page; the list itself names groups in English. */
export function titleOf(group: string): string {
  switch (group) {
    case 'Smileys & Emotion':
      return say('smileys');
    case 'People & Body':
      return say('people');
    case 'Animals & Nature':
      return say('nature');
    case 'Food & Drink':
      return say('food');
    case 'Travel & Places':
      return say('travel');
    case 'Activities':
      return say('activities');
    case 'Objects':
      return say('objects');
    case 'Symbols':
      return say('symbols');
    case 'Flags':
      return say('flags');
    default:
      return group;
  }
}
