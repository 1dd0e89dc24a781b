import { t } from '../lib/texts';

/** The title of a group of emoji in the language of the page; the list itself names groups in English. */
export function groupTitle(group: string): string {
  switch (group) {
    case 'Smileys & Emotion':
      return t('smileys');
    case 'People & Body':
      return t('people');
    case 'Animals & Nature':
      return t('nature');
    case 'Food & Drink':
      return t('food');
    case 'Travel & Places':
      return t('travel');
    case 'Activities':
      return t('activities');
    case 'Objects':
      return t('objects');
    case 'Symbols':
      return t('symbols');
    case 'Flags':
      return t('flags');
    default:
      return group;
  }
}
