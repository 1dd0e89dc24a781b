import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';

import { Note } from '../../resources/web/app/ui/note';

describe('a note', () => {
  const written = (act: (note: Note) => void, ms: number) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const element = { textContent: 'before' };
    act(new Note(() => element as unknown as Element));
    mock.timers.tick(ms);
    mock.timers.reset();
    return element.textContent;
  };

  it('says at once what is so', () => {
    assert.equal(
      written((note) => note.say('now'), 0),
      'now',
    );
  });

  it('says what is awaited once it has taken a moment', () => {
    assert.equal(
      written((note) => note.sayWhenSlow('loading'), 199),
      'before',
    );
    assert.equal(
      written((note) => note.sayWhenSlow('loading'), 200),
      'loading',
    );
  });

  it('says nothing of what has come meanwhile', () => {
    const come = (note: Note) => {
      note.sayWhenSlow('loading');
      note.say('there');
    };

    assert.equal(written(come, 1_000), 'there');
  });
});
