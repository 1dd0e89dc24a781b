import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';

import { StatusText } from '../../resources/web/app/ui/status-text';

describe('a note', () => {
  const written = (act: (note: StatusText) => void, ms: number) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const element = { textContent: 'before' };
    act(new StatusText(() => element as unknown as Element));
    mock.timers.tick(ms);
    mock.timers.reset();
    return element.textContent;
  };

  it('shows a text immediately', () => {
    assert.equal(
      written((note) => note.show('now'), 0),
      'now',
    );
  });

  it('shows that something is loading after a moment', () => {
    assert.equal(
      written((note) => note.showWhenSlow('loading'), 199),
      'before',
    );
    assert.equal(
      written((note) => note.showWhenSlow('loading'), 200),
      'loading',
    );
  });

  it('does not show loading if the result came before', () => {
    const come = (note: StatusText) => {
      note.showWhenSlow('loading');
      note.show('there');
    };

    assert.equal(written(come, 1_000), 'there');
  });
});
